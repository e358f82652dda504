using Accounting.LogReading.Calls;

namespace Accounting.LogReading.Formats.Envelopes;

/// <summary>A line of a batch's input, OpenAI's or Anthropic's: an order, not a call.</summary>
internal sealed class BatchInput : ILogFormat
{
    public string Name => "batch-input";

    public bool Matches(Record record)
    {
        var root = record.Root;
        return root["custom_id"u8].HasValue && ((root["method"u8].IsString && root["body"u8].IsObject) || root["params"u8].IsObject);
    }

    public void Read(Record record, Call call) => call.IsNotBillable = true;
}
