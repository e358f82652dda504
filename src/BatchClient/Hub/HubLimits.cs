using System.Diagnostics.CodeAnalysis;
using Accounting.BatchClient.Http;
using Accounting.Tokenization;

namespace Accounting.BatchClient.Hub;

/// <summary>Bounds of what the hub may cost. The largest file is what the tokenizers take.</summary>
internal sealed record HubLimits : HttpLimits
{
    public static readonly HubLimits Default = new();

    [SetsRequiredMembers]
    public HubLimits() => BytesMax = TokenizerLimits.FileBytesMax;

    /// <summary>Longest wait for another process that downloads the same. Default: 5 minutes.</summary>
    public TimeSpan LockMax { get; init; } = TimeSpan.FromMinutes(5);
}
