using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Accounting.Core.Pricing.Json;

namespace Accounting.Core.Pricing;

/// <summary>
/// Our own form of a cost map: versioned JSON, prices as decimal texts. Writing gives one canonical form: whatever the order of models,
/// rows and fields, equal maps give
/// equal bytes.
/// </summary>
public static class CostMapSerializer
{
    public const int SchemaVersion = 1;

    private static readonly JsonWriterOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // A new version of a map has nearly all its models from the one before: their text is made once.
    private static readonly ConditionalWeakTable<ModelPrices, byte[]> s_canonical = [];

    // Rows are sorted by their text whenever one is added to a model.
    private static readonly ConditionalWeakTable<PriceRow, string> s_rows = [];

    /// <summary>The canonical form of models.</summary>
    public static byte[] Write(IEnumerable<ModelPrices> models)
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        using (var writer = new Utf8JsonWriter(buffer, s_plain))
        {
            writer.WriteStartObject();
            writer.WriteNumber("schema_version", SchemaVersion);
            writer.WriteStartArray("models");
            foreach (var model in models.OrderBy(model => model.FullName, StringComparer.Ordinal)
                .ThenBy(model => model.Model, StringComparer.Ordinal))
                writer.WriteRawValue(s_canonical.GetValue(model, Canonical), skipInputValidation: true);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>SHA-256 of the canonical form, without making it: nothing is held but what is held already.</summary>
    /// <param name="models">Joined, by full name.</param>
    internal static string Digest(ImmutableArray<ModelPrices> models)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($$"""{"schema_version":{{SchemaVersion}},"models":["""));
        var isFirst = true;
        foreach (var model in models)
        {
            if (!isFirst) hash.AppendData(","u8);
            isFirst = false;
            hash.AppendData(s_canonical.GetValue(model, Canonical));
        }
        hash.AppendData("]}"u8);
        return "sha256:" + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Reads a map: a file of one provider, or a whole map as <see cref="Write"/> gives it.</summary>
    /// <param name="json">UTF-8, at most <see cref="PricingLimits.MapBytesMax"/>.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="CostMapException">Not JSON, not this schema, or a value that cannot be read; names model and field.</exception>
    public static ImmutableArray<ModelPrices> Read(ReadOnlyMemory<byte> json, string name)
    {
        if (json.Length > PricingLimits.MapBytesMax)
            throw new CostMapException($"{name} is larger than {PricingLimits.MapBytesMax} bytes.");
        try
        {
            using var document = JsonDocument.Parse(json);
            return CostMapReader.Read(document.RootElement, name);
        }
        // A text with half a character (\ud800 alone) is no JSON exception.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new CostMapException($"{name} is not JSON: {exception.Message}", exception);
        }
    }

    /// <summary>One model's canonical text.</summary>
    internal static string WriteModel(ModelPrices model) => Encoding.UTF8.GetString(Canonical(model));

    /// <summary>One row's canonical text.</summary>
    internal static string WriteRow(PriceRow row) => s_rows.GetValue(row, static row => Encoding.UTF8.GetString(Bytes(writer => WriteRow(writer, row))));

    /// <summary>SHA-256 of a row's canonical text behind its model's full name and a line feed, as <c>sha256:…</c>: names the row in answers.</summary>
    public static string RowDigest(ModelPrices model, PriceRow row) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{model.FullName}\n{WriteRow(row)}")));

    private static byte[] Canonical(ModelPrices model) => Bytes(writer => WriteModel(writer, model));

    private static byte[] Bytes(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, s_plain)) write(writer);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteModel(Utf8JsonWriter writer, ModelPrices model)
    {
        writer.WriteStartObject();
        writer.WriteString("provider", model.Provider);
        writer.WriteString("model", model.Model);
        if (!model.Aliases.IsEmpty)
        {
            writer.WriteStartArray("aliases");
            foreach (var alias in model.Aliases.Order(StringComparer.Ordinal)) writer.WriteStringValue(alias);
            writer.WriteEndArray();
        }
        WriteText(writer, "mode", model.Mode);
        if (model.MaxInputTokens is { } input) writer.WriteNumber("max_input_tokens", input);
        if (model.MaxOutputTokens is { } output) writer.WriteNumber("max_output_tokens", output);
        WriteInfo(writer, model.Info);
        writer.WriteStartArray("prices");
        foreach (var row in PriceRows.Sorted(model.Rows)) WriteRow(writer, row);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteInfo(Utf8JsonWriter writer, ModelInfo info)
    {
        if (info.Fields.IsEmpty) return;
        writer.WriteStartObject("info");
        foreach (var (name, text) in info.Fields)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(text);
        }
        writer.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter writer, PriceRow row)
    {
        writer.WriteStartObject();
        if (row.ValidFrom is { } from) writer.WriteString("valid_from", Time(from));
        if (row.ValidTo is { } to) writer.WriteString("valid_to", Time(to));
        writer.WriteString("known_since", Time(row.KnownSince));
        if (row.Kind != PriceKind.Price) writer.WriteString("kind", row.Kind == PriceKind.Correction ? "correction" : "import");
        WriteText(writer, "source", row.Source);
        WriteText(writer, "reason", row.Reason);
        writer.WritePropertyName("rates");
        PriceFieldsWriter.Write(writer, row.Prices);
        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string value)
    {
        if (value.Length > 0) writer.WriteString(name, value);
    }

    /// <summary>A date where the instant is a midnight, else RFC 3339 with the fractions that it has.</summary>
    internal static string Time(DateTimeOffset time) => time.UtcDateTime.TimeOfDay == TimeSpan.Zero
        ? time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
