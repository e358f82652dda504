using System.Diagnostics;

namespace Accounting.Tokenization.Tests.BytePair;

/// <summary>Runs the tests of counting anew as a process of their own, each time in another way: with every access checked, and on a processor
/// of which the runtime is told that it lacks something.</summary>
public class ForcedWayTests
{
    private static readonly string[] Classes =
    [
        "CountingWayTests", "RandomTextTests", "SegmentMergerTests", "BorderFinderTests", "PublishedCountTests", "FrozenTokenIdTests",
    ];

    [Theory]
    [InlineData("ACCOUNTING_TOKENIZER", "checked")]
    [InlineData("ACCOUNTING_TOKENIZER", "checked,vector512")]
    [InlineData("ACCOUNTING_TOKENIZER", "checked,vector128")]
    [InlineData("ACCOUNTING_TOKENIZER", "scalar")]
    [InlineData("DOTNET_EnableAVX2", "0")]
    [InlineData("DOTNET_EnableAVX", "0")]
    [InlineData("DOTNET_EnableAES", "0")]
    [InlineData("DOTNET_EnableHWIntrinsic", "0")]
    [Trait("Category", "Slow")]
    public async Task CountingTests_InEachWay_Pass(string variable, string value)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet") start.ArgumentList.Add(typeof(ForcedWayTests).Assembly.Location);
        foreach (var name in Classes)
        {
            start.ArgumentList.Add("-class");
            start.ArgumentList.Add($"*.{name}");
        }
        start.Environment[variable] = value;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{variable}={value}: {output}");
        Assert.Contains("Failed: 0", output);
    }
}
