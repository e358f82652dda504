using Accounting.BatchClient.Tests.Support;
using Accounting.TestKit;

namespace Accounting.BatchClient.Tests.Cluster;

/// <summary>Inputs of any kind go through a cluster as they go through this process.</summary>
public sealed class ClusterInputsTests : IDisposable
{
    private readonly CommandHarness _harness = new();

    [Fact]
    public Task Bill_TheSamplesCounted_AsHere() => AssertAlikeAsync(Path.Combine(Checkout.Root, "samples"), "--usage", "count", "--chunk-bytes", "65536");

    /// <summary>The longest line that is taken whole, and one that is too long; in a message each way, and kept in the ledger as far as records are.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public Task Bill_LinesOf64MiB_AsHere()
    {
        var file = Path.Combine(_harness.Folder, "long.jsonl");
        using (var log = new StreamWriter(file))
        {
            foreach (var length in new[] { (64 << 20) - 1, 64 << 20, (64 << 20) + 1 })
            {
                const string Head = "{\"id\":\"", Tail = "\",\"object\":\"chat.completion\",\"created\":1790812800,\"model\":\"gpt-4o-2024-08-06\",\"choices\":[],"
                    + "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":1,\"total_tokens\":11}}\n";
                log.Write(Head);
                log.Write(new string('x', length - Head.Length - Tail.Length + 1));
                log.Write(Tail);
            }
        }
        return AssertAlikeAsync(file);
    }

    private async Task AssertAlikeAsync(params string[] arguments)
    {
        await using var silo = new TestSilo(Path.Combine(_harness.Folder, "cluster.db"), new());
        await silo.StartAsync(TestContext.Current.CancellationToken);
        var here = _harness.Run(["bill", .. arguments, "--ledger", "here.db", "--digest", "--json"]);
        var there = await _harness.RunApartAsync(["bill", .. arguments, "--cluster", silo.Address, "--digest", "--json"]);
        Assert.True(there.ExitCode == here.ExitCode, there.Error);
        Assert.Equal(ClusterAnswers.WithoutChance(here.Out), ClusterAnswers.WithoutChance(there.Out));
    }

    public void Dispose() => _harness.Dispose();
}
