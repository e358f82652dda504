namespace Accounting.LogReading.Calls;

/// <summary>The text of a call was not counted within the limit.</summary>
internal sealed class CountTimeoutException(TimeSpan limit) : Exception($"The text is not counted within {limit}.")
{
    public TimeSpan Limit => limit;
}
