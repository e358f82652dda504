using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Http;
using Accounting.BatchClient.Hub;
using Accounting.BatchClient.Terminal;
using Accounting.Tokenization;

namespace Accounting.BatchClient.Tokens;

/// <summary>Finds the tokenizer that <c>--tokenizer</c> names: a file, else a repository of the hub.</summary>
internal sealed class TokenizerSource(CommandContext context)
{
    /// <exception cref="UserException">There is no such file or repository, or it is no tokenizer.</exception>
    public async Task<Tokenizer> GetAsync(string name, string? pattern, bool offline, CancellationToken cancellationToken)
    {
        var path = context.PathOf(name);
        if (File.Exists(path))
            return TokenizerFile.Read(path, InputFile.ReadAll(name, TokenizerLimits.FileBytesMax, context), name, pattern);
        if (!HubName.TryParse(name, out var repository))
            throw new UserException($"There is no file '{path}', and '{name}' is no repository of a hub. Expected a file, or OWNER/NAME[@REVISION].");
        using var client = RedirectedRequest.CreateClient();
        var hub = new TokenizerHub(HubSettings.Of(context, offline), client, context.Time, context.Note);
        var (file, content) = await hub.GetAsync(repository, cancellationToken).ConfigureAwait(false);
        return TokenizerFile.Read(file, content, name, pattern);
    }
}
