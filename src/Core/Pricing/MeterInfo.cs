using Accounting.Core.Usage;

namespace Accounting.Core.Pricing;

/// <summary>What one unit of a meter is.</summary>
public enum MeterUnit : byte { Token, Character, Millisecond, Image, Pixel, Query, Request, Page, Session }

/// <summary>Which of the three sums of a call a meter belongs to.</summary>
public enum MeterSide : byte { Input, Output, Tool }

/// <summary>A meter's name, unit and price field, declared once.</summary>
/// <param name="Meter">The meter.</param>
/// <param name="Name">Its name in every answer: <c>cached_input_tokens</c>.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Side">Input, output or tool.</param>
/// <param name="Field">LiteLLM's field with its price (LiteLLM 4); empty: never priced.</param>
/// <param name="PriceDigits">How many units the field's price is for, as a power of ten: 3 for milliseconds and a price per second.</param>
public sealed record MeterInfo(Meter Meter, string Name, MeterUnit Unit, MeterSide Side, string Field, int PriceDigits = 0)
{
    public bool IsTokens => Unit == MeterUnit.Token;
}
