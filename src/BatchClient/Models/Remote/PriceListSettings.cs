using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Http;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Pricing;

namespace Accounting.BatchClient.Models.Remote;

/// <summary>Where the community's price list comes from.</summary>
internal sealed record PriceListSettings
{
    public const string DefaultUrl = "https://raw.githubusercontent.com/BerriAI/litellm/main/model_prices_and_context_window.json";

    public required Uri Url { get; init; }
    public required string CacheFolder { get; init; }
    /// <summary>Whether the network is never touched.</summary>
    public bool Offline { get; init; }

    /// <summary>A list is 1.4 MB: what takes minutes is no list.</summary>
    public static readonly HttpLimits Limits = new() { BytesMax = PricingLimits.MapBytesMax, TotalMax = TimeSpan.FromMinutes(5) };

    /// <summary>The settings <c>cost-map-url</c>, <c>cost-map-cache</c>, <c>local-cost-map</c> and <c>offline</c>.</summary>
    /// <param name="context">Holds the settings.</param>
    /// <param name="url">What was typed; null: as set.</param>
    /// <param name="offline">What was typed.</param>
    /// <exception cref="UserException">The address is none.</exception>
    public static PriceListSettings Of(CommandContext context, string? url, bool offline)
    {
        var settings = context.Settings;
        var address = url ?? settings.Text("cost-map-url") ?? DefaultUrl;
        return new()
        {
            Url = AddressOf(address) ?? throw UserException.WrongUsage($"The cost map's address is '{address}'. Expected one such as {DefaultUrl}."),
            CacheFolder = context.PathOf(settings.Text("cost-map-cache") ?? CacheFolders.Of(context, "prices")),
            Offline = offline || IsOffline(context),
        };
    }

    /// <summary>Whether the settings keep prices from the network.</summary>
    public static bool IsOffline(CommandContext context) =>
        IsOn(context.Settings.Text("local-cost-map")) || IsOn(context.Settings.Text("offline"));

    private static bool IsOn(string? setting) => setting == "1" || string.Equals(setting, "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>A name that is an address of the web; null where it is none.</summary>
    public static Uri? AddressOf(string name) =>
        Uri.TryCreate(name, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? address : null;
}
