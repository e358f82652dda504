using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Accounting.TestKit;

namespace Accounting.Repository.Tests;

/// <summary>What deploy/ says of the programs is true of them. Schemas are checked by deploy/check.</summary>
public partial class DeploymentTests
{
    private const string Compose = "deploy/docker-compose.yml";
    private const string Dockerfile = "deploy/Dockerfile";
    private const string SiloManifest = "deploy/kubernetes/silo.yaml";
    private const string NetworkManifest = "deploy/kubernetes/network.yaml";

    [Fact]
    public void SiloSettings_InDeploy_AreKnownToTheSilo()
    {
        var known = SiloSettingNames();
        Assert.Contains("Ledger:Address", known);
        var used = DeployedTexts().SelectMany(file => SiloSetting().Matches(file.Text)
            .Select(match => (file.Place, Name: match.Groups["name"].Value.Replace("__", ":", StringComparison.Ordinal))));
        Assert.Empty(used.Where(setting => !known.Contains(setting.Name)).Select(setting => $"{setting.Place}: Silo:{setting.Name} is no setting of the silo"));
    }

    [Fact]
    public void ClientSettings_InDeploy_AreKnownToTheCommandLine()
    {
        var source = SourceTree.Read("src/BatchClient/CommandLine/Settings.cs");
        var used = DeployedTexts().SelectMany(file => ClientSetting().Matches(file.Text).Select(match => (file.Place, Variable: match.Value))).ToArray();
        Assert.NotEmpty(used);
        Assert.Empty(used.Where(setting => !source.Contains($"\"{OptionOf(setting.Variable)}\"", StringComparison.Ordinal))
            .Select(setting => $"{setting.Place}: {setting.Variable} sets nothing"));
    }

    [Theory]
    [InlineData(Compose)]
    [InlineData("deploy/kubernetes/config.yaml")]
    public void ClusterNames_OfSilosAndClients_AreTheSame(string file)
    {
        var text = SourceTree.Read(file);
        foreach (var (silo, client) in new[] { ("Silo__Cluster__ClusterId", "ACCOUNTING_CLUSTER_ID"), ("Silo__Cluster__ServiceId", "ACCOUNTING_SERVICE_ID") })
            Assert.Equal(Value(silo), Value(client));

        string Value(string name) => Regex.Match(text, $@"(?m)^\s*{name}: (\S+)$") is { Success: true } match ? match.Groups[1].Value : throw new InvalidDataException($"{file} lacks {name}.");
    }

    [Theory]
    [InlineData("init-db")]
    [InlineData("health")]
    public void SiloCommand_InDeploy_Exists(string command) =>
        Assert.Contains($"\"{command}\"", SourceTree.Read("src/Silo/Hosting/SiloProgram.cs"), StringComparison.Ordinal);

    [Fact]
    public void GracePeriods_OfSilos_OutlastTheirOwnStop()
    {
        const int SpareSeconds = 5;
        var stop = Number("src/Silo/Configuration/StopSettings.cs", @"""Stop:TimeoutMs"", ([\d_]+)") / 1000;
        var preStop = Number(SiloManifest, @"sleep:\s+seconds: (\d+)");
        Assert.InRange(Number(SiloManifest, @"terminationGracePeriodSeconds: (\d+)"), preStop + stop + SpareSeconds, 600);
        Assert.InRange(Number(Compose, @"&silo\n(?:.*\n)*?  stop_grace_period: (\d+)s"), stop + SpareSeconds, 600);
    }

    [Theory]
    [InlineData("SiloPort", "silo")]
    [InlineData("GatewayPort", "gateway")]
    [InlineData("HealthPort", "health")]
    public void Ports_InDeploy_AreTheSilos(string setting, string name)
    {
        var port = Number("src/Silo/Configuration/EndpointSettings.cs", $@"""Endpoints:{setting}"", (\d+)").ToString(CultureInfo.InvariantCulture);
        Assert.Matches($@"- name: {name}\n +containerPort: {port}\b", SourceTree.Read(SiloManifest));
        Assert.Matches($@"(?m)^EXPOSE (\d+ )*{port}\b", SourceTree.Read(Dockerfile));
        if (name != "health") Assert.Contains($"- port: {port}\n", SourceTree.Read(NetworkManifest), StringComparison.Ordinal);
    }

    [Fact]
    public void ImageTags_InDeploy_AreTheVersion()
    {
        var version = XDocument.Parse(SourceTree.Read("Directory.Build.props")).Descendants("Version").Single().Value;
        var tags = DeployedTexts().SelectMany(file => ImageTag().Matches(file.Text).Select(match => (file.Place, Tag: match.Groups["tag"].Value))).ToArray();
        Assert.NotEmpty(tags);
        Assert.All(tags, tag => Assert.Equal(version, tag.Tag));
    }

    [Fact]
    public void BuildContext_OfTheImages_HasWhatTheyCopy()
    {
        var ignored = SourceTree.Read("deploy/Dockerfile.dockerignore").Split('\n');
        var copied = Regex.Matches(SourceTree.Read(Dockerfile), @"(?m)^COPY (?!--from)(?<sources>.+) \S+$")
            .SelectMany(match => match.Groups["sources"].Value.Split(' ')).Select(source => source.TrimEnd('/')).ToArray();
        Assert.Contains("src", copied);
        Assert.All(copied, source => Assert.True(Path.Exists(Path.Combine(Checkout.Root, source)), $"{source} is not in the checkout."));
        Assert.All(copied, source => Assert.Contains($"!{source}", ignored));
    }

    [Fact]
    public void Passwords_InDeploy_ComeFromOutside() => Assert.Empty(DeployedTexts()
        .Where(file => !file.Place.EndsWith("secret.example.yaml", StringComparison.Ordinal))
        .SelectMany(file => Password().Matches(file.Text).Where(match => !match.Groups["value"].Value.StartsWith("${", StringComparison.Ordinal))
            .Select(match => $"{file.Place}: {match.Value}")));

    private static HashSet<string> SiloSettingNames() => SourceTree.Files("src/Silo/Configuration", "*.cs")
        .SelectMany(path => Regex.Matches(File.ReadAllText(path), @"reader\.\w+\(""(?<name>\w+(:\w+)+)"""))
        .Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);

    /// <summary>ACCOUNTING_CHUNK_BYTES is the option chunk-bytes.</summary>
    private static string OptionOf(string variable) => variable["ACCOUNTING_".Length..].Replace('_', '-').ToLowerInvariant();

    private static IEnumerable<(string Place, string Text)> DeployedTexts() => SourceTree.Files("deploy", "*")
        .Where(path => Path.GetFileName(path) != "package-lock.json").Select(path => (SourceTree.Relative(path), File.ReadAllText(path)));

    private static int Number(string file, string pattern)
    {
        var match = Regex.Match(SourceTree.Read(file), pattern);
        Assert.True(match.Success, $"{file} has nothing like {pattern}.");
        return int.Parse(match.Groups[1].Value.Replace("_", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\bSilo(?:__|:)(?<name>[A-Z]\w*?(?:(?:__|:)[A-Z]\w*?)*)\b")]
    private static partial Regex SiloSetting();

    [GeneratedRegex(@"\bACCOUNTING_[A-Z_]+\b")]
    private static partial Regex ClientSetting();

    [GeneratedRegex(@"\baccounting(?:-silo)?:(?<tag>\d[\w.]*\w)|newTag: (?<tag>\d[\w.]*\w)")]
    private static partial Regex ImageTag();

    [GeneratedRegex(@"(?m)^\s*\w*PASSWORD: (?<value>\S+)")]
    private static partial Regex Password();
}
