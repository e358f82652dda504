using Accounting.Grains.Posting;
using Accounting.Grains.Prices;
using Accounting.Grains.Tokenizing;

namespace Accounting.Silo.Configuration;

/// <summary>
/// All settings of a silo: from <c>appsettings.json</c>, then the environment (<c>Silo__Ledger__Address</c>), then the command line
/// (<c>--Silo:Ledger:Address=…</c>).
/// </summary>
internal sealed record SiloSettings
{
    public required ClusterSettings Cluster { get; init; }
    public required EndpointSettings Endpoints { get; init; }
    public required LedgerSettings Ledger { get; init; }
    public required MembershipSettings Membership { get; init; }
    public required TokenizerOptions Tokenizer { get; init; }
    public required PostingOptions Posting { get; init; }
    public required PriceOptions Prices { get; init; }
    public required StopSettings Stop { get; init; }

    /// <exception cref="SettingsException">One or more are wrong.</exception>
    public static SiloSettings Read(IConfiguration configuration)
    {
        var reader = new SettingsReader(configuration);
        var settings = Read(reader);
        reader.ReportUnknown();
        return reader.Problems.Count == 0 ? settings : throw new SettingsException(reader.Problems);
    }

    internal static SiloSettings Read(SettingsReader reader) => new()
    {
        Cluster = ClusterSettings.Read(reader),
        Endpoints = EndpointSettings.Read(reader),
        Ledger = LedgerSettings.Read(reader),
        Membership = MembershipSettings.Read(reader),
        Tokenizer = TokenizerSettings.Read(reader),
        Posting = PostingSettings.Read(reader),
        Prices = PriceSettings.Read(reader),
        Stop = StopSettings.Read(reader),
    };
}
