using System.Text;
using Accounting.Core.Ledger;
using Accounting.Core.Usage;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats.Streams;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Envelopes;

/// <summary>A record of a log that the command describes with a map: written anew in the canonical form, and read as that. What is wrong
/// is told with the path and with what stood there.</summary>
internal sealed class MappedRecord(RecordMap map) : ILogFormat
{
    public string Name => "map";

    public bool Matches(Record record) => true;

    public void Read(Record record, Call call)
    {
        if (record.Nested.Take() is not { } json) return;
        Write(map.Fields, record, json, call);
        if (call.RejectReason.Length > 0) return;
        if (!record.Nested.TryRead(json, out var root)) return;
        CanonicalCall.ReadFrom(record, root, call);
        if (!call.IsNotBillable) RejectMissing(record, root, call);
    }

    private static bool Write(List<RecordMapField> fields, Record record, ByteText json, Call call)
    {
        var any = false;
        json.Append("{"u8);
        foreach (var field in fields)
        {
            if (field.Value is { } constant) json.AppendName(Encoding.UTF8.GetBytes(field.Name)).Append(constant);
            else if (field.Path is { } path) any |= WriteFound(field, path.Find(record.Root, record.Nested), json, call);
            else any |= Write(field.Fields, record, json.AppendName(Encoding.UTF8.GetBytes(field.Name)), call);
        }
        json.Append("}"u8);
        return any;
    }

    private static bool WriteFound(RecordMapField field, JsonValue value, ByteText json, Call call)
    {
        if (!value.HasValue || (value.IsString && value.Raw.IsEmpty)) return false;
        if (WhatIsWrong(field, value) is { } expected)
            call.Reject(
                expected.Reason,
                $"At '{field.Path!.Text}', the map's '{field.Place}', stands {FieldPath.Describe(value)}; expected {expected.What}. Mend the record, or the map.");
        json.AppendName(Encoding.UTF8.GetBytes(field.Name)).AppendValue(value);
        return true;
    }

    private static (string Reason, string What)? WhatIsWrong(RecordMapField field, JsonValue value) => field.Place switch
    {
        "usage" => value.IsObject ? null : (RejectReasons.InvalidQuantity, "a usage block, or give 'usage' as an object of paths"),
        "time" => CallTime.TryRead(value, out _) ? null : (RejectReasons.InvalidTime, "a time between 2015 and 2100: unix time, .NET ticks or ISO 8601"),
        "tenant" => value.IsString || value.IsNumber ? null : (RejectReasons.NoTenant, "a text or a number"),
        "model" or "requested_model" => value.IsString ? null : (RejectReasons.NoModel, "a text"),
        "messages" => value.IsArray ? null : (RejectReasons.NotCountable, "a list of messages"),
        _ when field.Place.StartsWith("usage.", StringComparison.Ordinal) =>
            value.TryGetInt64(out var count) && count is >= 0 and <= QuantityList.AmountMax ? null : (RejectReasons.InvalidQuantity, "a whole number from 0 to 2^40"),
        _ => null,
    };

    private void RejectMissing(Record record, JsonValue root, Call call)
    {
        if (call.ResponseModel.IsEmpty && call.RequestedModel.IsEmpty) Reject("model", RejectReasons.NoModel, record, call);
        if (call.Tenant.IsEmpty) Reject("tenant", RejectReasons.NoTenant, record, call);
        if (!call.HasUsage && !root["messages"u8].HasValue && !root["prompt"u8].HasValue) Reject("usage", RejectReasons.NoUsage, record, call);
    }

    // Only where the map has a path for it: else the general message says more.
    private void Reject(string name, string reason, Record record, Call call)
    {
        if (map.Fields.Find(field => field.Name == name) is not { } field) return;
        while (field.Path is null && field.Fields.Count > 0) field = field.Fields[0];
        if (field.Path is { } path)
            call.Reject(
                reason,
                $"The record has nothing at '{path.Text}', the map's '{field.Place}': {path.DescribeEnd(record.Root, record.Nested)}. Give the right path in the map.");
    }
}
