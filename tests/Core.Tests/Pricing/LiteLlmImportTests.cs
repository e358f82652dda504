using System.Text;
using Accounting.Core.Amounts;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Import;
using Accounting.Core.Usage;
using Accounting.TestKit;

namespace Accounting.Core.Tests.Pricing;

public class LiteLlmImportTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ImportOptions s_options = new() { KnownSince = s_now, Source = "test" };

    [Theory]
    [InlineData("litellm-2026-08-01.json", 2984)]
    [InlineData("litellm-2026-02-09.json", 2491)]
    public void Read_RealMap_TakesAllButUnitMistakes(string file, int models)
    {
        Assert.SkipWhen(Checkout.Shared is null, Checkout.NoSharedData);

        var report = LiteLlmImport.Read(File.ReadAllBytes(Path.Combine(Checkout.Shared!, "data", "prices", file)), CostMap.Empty, s_options);

        Assert.True(report.Accepted);
        Assert.Equal(models, report.Read);
        Assert.All(report.Problems, problem => Assert.Equal(PriceProblemKind.WrongUnit, problem.Kind));
        Assert.All(report.Problems, problem => Assert.StartsWith("wandb/", problem.Model, StringComparison.Ordinal));
        Assert.DoesNotContain(report.Notices, notice => notice.Kind == PriceProblemKind.OffBand);
        var map = CostMap.Create(report.Models);
        Assert.Equal(Money.Parse("2.5e-6"), Input(map, "openai", "gpt-4o"));
        Assert.Equal(report.Models.Length, LiteLlmImport.Read(File.ReadAllBytes(Path.Combine(Checkout.Shared!, "data", "prices", file)), map, s_options).Unchanged);
    }

    private static Money? Input(CostMap map, string provider, string model) =>
        map.Find(new() { Tenant = "t", Provider = provider, ResponseModel = model, Slot = Slot.At(s_now) }, s_now)?[Meter.InputTokens];
}
