using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Pricing;
using Accounting.Core.Usage;

namespace Accounting.Core.Tests.Pricing;

/// <summary>Whether the names under which providers answer lead to the shipped prices.</summary>
public class ShippedNamesTests
{
    [Fact]
    public void Resolve_EveryShippedName_LeadsToItsOwnEntry()
    {
        var wrong =
            from model in ShippedMap.Models
            from name in model.Names
            let found = ShippedPrices.Map.Resolve(name, model.Provider).Model?.FullName
            where found != $"{model.Provider}/{model.Names[0]}"
            select $"{model.Provider} {name} leads to {found ?? "nothing"}";
        Assert.Empty(wrong);
    }

    // As they stand in recorded answers, with the day of the call; Bedrock's in the address.
    [Theory]
    [InlineData("openai", "gpt-3.5-turbo-0125", "2024-02-27")]
    [InlineData("openai", "gpt-4-1106-vision-preview", "2024-02-27")]
    [InlineData("openai", "gpt-4.5-preview-2025-02-27", "2025-03-22")]
    [InlineData("openai", "gpt-4o-search-preview-2025-03-11", "2025-05-14")]
    [InlineData("openai", "computer-use-preview-2025-03-11", "2025-04-01")]
    [InlineData("openai", "davinci:2023-07-21-v2", "2024-02-27")]
    [InlineData("openai", "text-embedding-ada-002-v2", "2024-02-27")]
    [InlineData("openai", "gpt-5-pro-2025-10-06", "2025-11-12")]
    [InlineData("openai", "gpt-5.5-2026-04-23", "2026-04-27")]
    [InlineData("openai", "gpt-5.6-sol", "2026-07-10")]
    [InlineData("anthropic", "claude-2.1", "2024-02-27")]
    [InlineData("anthropic", "claude-3-5-haiku-latest", "2024-11-05")]
    [InlineData("anthropic", "claude-fable-5", "2026-07-01")]
    [InlineData("gemini", "models/gemini-2.5-pro", "2025-07-01")]
    [InlineData("gemini", "gemini-2.0-flash-exp", "2025-01-01")]
    [InlineData("vertex_ai", "gemini-3-flash-preview", "2026-01-01")]
    [InlineData("bedrock", "us.amazon.nova-micro-v1:0", "2025-02-01")]
    [InlineData("bedrock", "us.deepseek.r1-v1:0", "2025-03-01")]
    [InlineData("bedrock", "us.anthropic.claude-sonnet-4-6", "2026-03-01")]
    [InlineData("bedrock", "us.meta.llama4-maverick-17b-instruct-v1:0", "2025-06-01")]
    [InlineData("bedrock", "us.writer.palmyra-x4-v1:0", "2025-08-01")]
    [InlineData("bedrock", "arn:aws:bedrock:us-east-1:012345678901:inference-profile/us.anthropic.claude-3-7-sonnet-20250219-v1:0", "2025-06-01")]
    [InlineData("bedrock", "zai.glm-4.7-flash", "2026-05-01")]
    public void Find_RecordedName_HasInputPrice(string provider, string model, string day)
    {
        var time = ShippedMap.Time(day);
        var rates = ShippedPrices.Map.Find(new EntryKey { Tenant = "t", Provider = provider, ResponseModel = model, Slot = Slot.At(time) }, time);
        Assert.NotNull(rates?[Meter.InputTokens]);
    }

    [Theory]
    [InlineData("2024-10-01T23:45:00Z", "0.000005")]
    [InlineData("2024-10-02T00:00:00Z", "0.0000025")]
    public void Find_OnBothSidesOfAPriceChange_HasThePriceOfTheDay(string instant, string price)
    {
        var time = ShippedMap.Time(instant);
        var rates = ShippedPrices.Map.Find(new EntryKey { Tenant = "t", Provider = "openai", ResponseModel = "gpt-4o", Slot = Slot.At(time) }, time);
        Assert.Equal(Money.Parse(price), rates?[Meter.InputTokens]);
    }

    [Theory]
    [InlineData("2025-03-01T16:15:00Z", "0.0000011")]
    [InlineData("2025-03-01T16:30:00Z", "0.00000055")]
    [InlineData("2025-03-02T00:15:00Z", "0.00000055")]
    [InlineData("2025-03-02T00:30:00Z", "0.0000011")]
    public void Find_DeepSeekByNight_HasTheOffPeakPrice(string instant, string price)
    {
        var time = ShippedMap.Time(instant);
        var rates = ShippedPrices.Map.Find(new EntryKey { Tenant = "t", Provider = "deepseek", ResponseModel = "deepseek-chat", Slot = Slot.At(time) }, time);
        Assert.Equal(Money.Parse(price), rates?[Meter.OutputTokens]);
    }
}
