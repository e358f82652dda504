using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Http;

namespace Accounting.BatchClient.Hub;

/// <summary>Tokenizers of a hub, by way of the cache.</summary>
internal sealed class TokenizerHub(HubSettings settings, HttpClient http, TimeProvider time, Action<string> note, HubLimits? limits = null)
{
    /// <summary>The files that a tokenizer is looked for in, in this order.</summary>
    private static readonly string[] Files = ["tokenizer.json", "tokenizer.model"];

    private readonly HubLimits _limits = limits ?? HubLimits.Default;
    private readonly HubCache _cache = new(settings);

    /// <summary>The tokenizer's file and its name.</summary>
    /// <exception cref="UserException">There is none, it may not be read, or neither hub nor cache can give it.</exception>
    public async Task<(string File, byte[] Content)> GetAsync(HubName name, CancellationToken cancellationToken)
    {
        foreach (var file in Files)
            if (await FindAsync(name, file, cancellationToken).ConfigureAwait(false) is { } content) return (file, content);
        throw new UserException(settings.Offline
            ? $"The cache has no tokenizer of {name}. Run the same command once without --offline."
            : $"{name} has none of the files {string.Join(", ", Files)}. Name another repository, or a file on this machine.");
    }

    private async Task<byte[]?> FindAsync(HubName name, string file, CancellationToken cancellationToken)
    {
        if (settings.Offline) return _cache.Find(name, file);
        using var held = await _cache.LockAsync(name, _limits, time, cancellationToken).ConfigureAwait(false);
        var known = _cache.Find(name, file);
        if (known is not null && name.IsCommit) return known;
        try
        {
            var answer = await DownloadAsync(name, file, cancellationToken).ConfigureAwait(false);
            if (answer is not null) _cache.Keep(name, file, answer);
            return answer?.Content;
        }
        catch (UnreachableServerException exception)
        {
            if (known is null)
                throw new UserException(
                    $"{exception.Message} Check the network and the settings hub-url and hub-mirror, or name a file on this machine.", exception);
            note($"{exception.Message} Using {file} of {name} from the cache.");
            return known;
        }
    }

    private async Task<HubAnswer?> DownloadAsync(HubName name, string file, CancellationToken cancellationToken)
    {
        var download = new HubDownload(http, settings, _limits, _cache, time);
        try
        {
            return await download.GetAsync(settings.Url, name, file, cancellationToken).ConfigureAwait(false);
        }
        catch (UnreachableServerException exception) when (settings.Mirror is not null)
        {
            note($"{exception.Message} Asking the mirror {settings.Mirror.Host}.");
            return await download.GetAsync(settings.Mirror, name, file, cancellationToken).ConfigureAwait(false);
        }
    }
}
