using Accounting.Core.Ledger;
using Accounting.LogReading.Calls;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Envelopes;

/// <summary>A line of an OpenAI Batch output or error file. Only what was answered with 200 is billable.</summary>
internal sealed class OpenAiBatchOutput : ILogFormat
{
    public string Name => "openai-batch";

    public bool Matches(Record record)
    {
        var root = record.Root;
        if (!root["custom_id"u8].HasValue) return false;
        return root["response"u8]["status_code"u8].HasValue || (root["error"u8].IsObject && root["response"u8].Kind != JsonKind.Missing);
    }

    public void Read(Record record, Call call)
    {
        var root = record.Root;
        var response = root["response"u8];
        call.Batch = true;
        if (root["error"u8].HasValue || !response["status_code"u8].TryGetInt64(out var status) || status != 200)
        {
            call.IsNotBillable = true;
            return;
        }
        call.OfferId(root["id"u8]);
        call.OfferId(response["request_id"u8]);
        Surroundings.ReadFirst(root, call);
        if (record.Formats.BodyOf(response["body"u8]) is not { } body)
        {
            call.Reject(
                RejectReasons.UnknownFormat,
                "The batch line's 'response.body' is of no known kind; expected a chat completion, a response, a completion or embeddings.");
            return;
        }
        call.Body = body.Name;
        body.Read(default, response["body"u8], call);
        Surroundings.ReadLast(root, call);
        call.FallbackProvider = Providers.OpenAi;
    }
}
