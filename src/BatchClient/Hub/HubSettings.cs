using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Http;
using Accounting.BatchClient.Terminal;

namespace Accounting.BatchClient.Hub;

/// <summary>Where tokenizers come from and where they are kept.</summary>
internal sealed record HubSettings
{
    public const string DefaultUrl = "https://huggingface.co";

    public required Uri Url { get; init; }
    /// <summary>Asked where the hub cannot be reached; never sent the token.</summary>
    public Uri? Mirror { get; init; }
    /// <summary>Sent to <see cref="Url"/> only, for gated and private repositories.</summary>
    public string? Token { get; init; }
    public required string CacheFolder { get; init; }
    /// <summary>Whether only the cache is asked.</summary>
    public bool Offline { get; init; }

    /// <summary>The settings <c>hub-url</c>, <c>hub-mirror</c>, <c>hub-token</c>, <c>hub-cache</c> and <c>offline</c>.</summary>
    /// <exception cref="UserException">An address is none.</exception>
    public static HubSettings Of(CommandContext context, bool offline)
    {
        var settings = context.Settings;
        return new()
        {
            Url = Address("hub-url", settings.Text("hub-url") ?? DefaultUrl),
            Mirror = settings.Text("hub-mirror") is { } mirror ? Address("hub-mirror", mirror) : null,
            Token = settings.Text("hub-token"),
            CacheFolder = context.PathOf(settings.Text("hub-cache") ?? CacheFolders.Of(context, "hub")),
            Offline = offline || settings.Text("offline") is "1" or "true",
        };
    }

    private static Uri Address(string name, string text) =>
        Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is "https" or "http"
            ? address
            : throw UserException.WrongUsage($"The setting {name} is '{text}'. Expected an address such as {DefaultUrl}.");
}
