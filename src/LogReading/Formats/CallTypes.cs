using Accounting.LogReading.Calls;

namespace Accounting.LogReading.Formats;

/// <summary>The call types that formats name themselves.</summary>
internal static class CallTypes
{
    public static readonly Name Chat = new("chat");
    public static readonly Name Responses = new("responses");
    public static readonly Name Completion = new("completion");
    public static readonly Name Embedding = new("embedding");
}
