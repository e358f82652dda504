using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Accounting.Repository.Tests;

/// <summary>Who may depend on whom (docs/ARCHITECTURE.md). A new project or package is a new row here, on purpose.</summary>
public class DependencyTests
{
    private static readonly Dictionary<string, (string[] Projects, string[] Packages)> Allowed = new()
    {
        ["Core"] = ([], []),
        ["Tokenization"] = ([], []),
        ["LogReading"] = (["Core", "Tokenization"], ["Microsoft.Extensions.FileSystemGlobbing", "CsvHelper"]),
        ["Storage"] = (["Core"], ["SQLitePCLRaw.bundle_e_sqlite3", "Npgsql"]),
        ["Grains.Interfaces"] = (["Core"], ["Microsoft.Orleans.Sdk"]),
        ["Grains"] = (["Core", "Tokenization", "LogReading", "Grains.Interfaces"], ["Microsoft.Orleans.Server"]),
        ["Silo"] = (
            ["Core", "LogReading", "Storage", "Grains", "Grains.Interfaces"],
            ["Microsoft.Orleans.Server", "OpenTelemetry", "OpenTelemetry.Exporter.OpenTelemetryProtocol"]),
        ["BatchClient"] = (
            ["Core", "Tokenization", "LogReading", "Storage", "Grains.Interfaces"], ["System.CommandLine", "Spectre.Console", "CsvHelper", "Microsoft.Orleans.Client"]),
    };

    private const string Impure = @"\b(File|Directory|TimeProvider|Console|Process)\.|\bnew (FileStream|HttpClient)\b|Environment\.(Get|Current|Machine|Process)";

    [Fact]
    public void Project_EverySourceProject_HasARow() =>
        Assert.Equal(Allowed.Keys.Order(), SourceTree.Files("src", "*.csproj").Select(path => Path.GetFileNameWithoutExtension(path)!).Order());

    [Theory]
    [InlineData("Core")]
    [InlineData("Tokenization")]
    [InlineData("LogReading")]
    [InlineData("Storage")]
    [InlineData("Grains.Interfaces")]
    [InlineData("Grains")]
    [InlineData("Silo")]
    [InlineData("BatchClient")]
    public void Project_References_AreAllowed(string project)
    {
        var file = XDocument.Parse(SourceTree.Read($"src/{project}/{project}.csproj"));
        var projects = file.Descendants("ProjectReference").Select(item => Path.GetFileNameWithoutExtension(item.Attribute("Include")!.Value));
        var packages = file.Descendants("PackageReference").Select(item => item.Attribute("Include")!.Value);
        Assert.Empty(projects.Except(Allowed[project].Projects));
        Assert.Empty(packages.Except(Allowed[project].Packages));
    }

    [Theory]
    [InlineData("src/Core", Impure)]
    [InlineData("src/Tokenization", Impure)]
    public void PureProject_Source_KnowsNoFilesNoClockNoEnvironment(string folder, string forbidden)
    {
        var allowed = new[] { "ACCOUNTING_TOKENIZER" }; // forces a code path, for tests
        var found = SourceTree.Files(folder, "*.cs").SelectMany(path => File.ReadLines(path)
            .Select((line, index) => (Line: line, Place: $"{SourceTree.Relative(path)}:{index + 1}"))
            .Where(item => !item.Line.TrimStart().StartsWith("//", StringComparison.Ordinal)
                && Regex.IsMatch(item.Line, forbidden) && !allowed.Any(item.Line.Contains))
            .Select(item => $"{item.Place}: {item.Line.Trim()}"));
        Assert.Empty(found);
    }

    [Fact]
    public void Package_EveryPinnedVersion_HasItsReasonInDecisions()
    {
        var decisions = SourceTree.Read("docs/DECISIONS.md");
        var packages = XDocument.Parse(SourceTree.Read("Directory.Packages.props")).Descendants("PackageVersion")
            .Select(item => item.Attribute("Include")!.Value);
        var unexplained = packages.Where(package => !decisions.Contains($"`{package}`", StringComparison.Ordinal)).ToArray();
        Assert.Empty(unexplained);
    }
}
