using System.Text.RegularExpressions;
using Accounting.LogReading.Parquet;
using Accounting.TestKit;

namespace Accounting.LogReading.Tests.Parquet;

public sealed partial class KnownFieldsTests
{
    /// <summary>A field that a format asks a record for, and that is not in the list, would not be read out of tables.</summary>
    [Fact]
    public void All_EachFieldThatFormatsAskFor_IsKnown()
    {
        var asked = ((string[])["Formats", "Calls"]).Select(folder => Path.Combine(Checkout.Root, "src", "LogReading", folder))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .SelectMany(file => Asked().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value)).ToHashSet(StringComparer.Ordinal);
        Assert.True(asked.Count > 100);
        Assert.Empty(asked.Except(KnownFields.All));
    }

    [GeneratedRegex("""(root|Root|owner|row|record)\["(?<name>[A-Za-z_][A-Za-z0-9_]*)"u8""")]
    private static partial Regex Asked();
}
