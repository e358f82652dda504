using System.Text.RegularExpressions;
using Accounting.Silo.Configuration;
using Accounting.TestKit;
using Microsoft.Extensions.Configuration;

namespace Accounting.Silo.Tests.Configuration;

public partial class SiloSettingsTests
{
    [Fact]
    public void Read_Nothing_GivesOneSiloOnThisMachine()
    {
        var settings = Read([]);
        Assert.Equal("accounting.db", settings.Ledger.Address);
        Assert.False(settings.Ledger.IsServer);
        Assert.Equal((11111, 30000, 8080), (settings.Endpoints.SiloPort, settings.Endpoints.GatewayPort, settings.Endpoints.HealthPort));
        Assert.Null(settings.Endpoints.AdvertisedAddress);
        Assert.Equal(TimeSpan.FromSeconds(25), settings.Stop.Timeout);
    }

    [Theory]
    [InlineData("Cluster:ClusterId", "a b", "Silo:Cluster:ClusterId is 'a b'; expected is a name of at most 150 letters, digits, '-', '_' and '.'.")]
    [InlineData("Endpoints:HealthPort", "-1", "Silo:Endpoints:HealthPort is '-1'; expected is a whole number from 1 to 65535.")]
    [InlineData("Endpoints:HealthPort", "1.5", "Silo:Endpoints:HealthPort is '1.5'; expected is a whole number from 1 to 65535.")]
    [InlineData("Endpoints:HealthPort", "99999999999", "Silo:Endpoints:HealthPort is '99999999999'; expected is a whole number from 1 to 65535.")]
    [InlineData("Endpoints:AdvertisedAddress", "silo-1", "Silo:Endpoints:AdvertisedAddress is 'silo-1'; expected is an IP address (of a pod: its status.podIP).")]
    [InlineData("Ledger:Address", "mysql://u:secret@h/d", "Silo:Ledger:Address begins with 'mysql://'; expected is the path of a file or postgres://USER@HOST:PORT/DATABASE.")]
    [InlineData("Stop:TimeoutMs", "0", "Silo:Stop:TimeoutMs is '0'; expected is a whole number from 100 to 600000.")]
    [InlineData("Stop:TimeOut", "1", "Silo:Stop:TimeOut is not a setting. Is Silo:Stop:TimeoutMs meant?")]
    [InlineData("Something", "1", "Silo:Something is not a setting. src/Silo/README.md lists them.")]
    public void Read_WrongSetting_SaysWhatIsExpected(string name, string value, string expected) =>
        Assert.Equal([expected], Assert.Throws<SettingsException>(() => Read(new() { [name] = value })).Problems);

    [Fact]
    public void Read_ServerAddressThatIsNone_NamesTheSettingAndNoPassword()
    {
        var problem = Assert.Single(Assert.Throws<SettingsException>(() => Read(new() { ["Ledger:Address"] = "postgres://u:secret@h/d?schema=A-B" })).Problems);
        Assert.StartsWith("Silo:Ledger:Address: ", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OnePortTwice_IsRefused()
    {
        var problem = Assert.Single(Assert.Throws<SettingsException>(() => Read(new() { ["Endpoints:GatewayPort"] = "11111" })).Problems);
        Assert.Contains("three different ports", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Readme_TableOfSettings_HasEachWithItsDefault()
    {
        var reader = new SettingsReader(Configuration([]));
        SiloSettings.Read(reader);
        var rows = Row().Matches(File.ReadAllText(Path.Combine(Checkout.Root, "src/Silo/README.md")))
            .ToDictionary(row => row.Groups["name"].Value, row => row.Groups["default"].Value);
        Assert.Equal(reader.Known.OrderBy(item => item.Key, StringComparer.Ordinal), rows.OrderBy(item => item.Key, StringComparer.Ordinal));
    }

    private static SiloSettings Read(Dictionary<string, string> settings) => SiloSettings.Read(Configuration(settings));

    private static IConfiguration Configuration(Dictionary<string, string> settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(item => KeyValuePair.Create($"Silo:{item.Key}", (string?)item.Value))).Build();

    [GeneratedRegex(@"^\| `(?<name>[A-Za-z:]+)` \| (?<default>[^|]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
