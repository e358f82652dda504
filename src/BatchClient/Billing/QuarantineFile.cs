using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Accounting.Core.Ledger;

namespace Accounting.BatchClient.Billing;

/// <summary>Writes a run's quarantined records as JSON Lines that <c>bill</c> reads again (invariant 3). The file holds customers' texts: only its owner may read it.</summary>
internal static class QuarantineFile
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The default place: beside the ledger, one file per run.</summary>
    public static string DefaultPath(string ledger, string run) => Path.ChangeExtension(Path.GetFullPath(ledger), null) + $".quarantine-{run}.jsonl";

    /// <summary>Writes all records, or no file where there are none. Answers how many there were.</summary>
    public static long Write(string path, IEnumerable<(string Uri, QuarantinedRecord Record)> records)
    {
        using var each = records.GetEnumerator();
        if (!each.MoveNext()) return 0;
        long count = 0;
        var temporary = path + ".part";
        File.Delete(temporary);
        using (var file = new FileStream(temporary, OwnerOnly()))
        {
            do
            {
                WriteRecord(file, each.Current.Uri, each.Current.Record);
                count++;
            }
            while (each.MoveNext());
        }
        File.Move(temporary, path, overwrite: true);
        return count;
    }

    private static FileStreamOptions OwnerOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static void WriteRecord(Stream file, string uri, QuarantinedRecord record)
    {
        using (var json = new Utf8JsonWriter(file, Options))
        {
            json.WriteStartObject();
            json.WriteString("input", uri);
            json.WriteNumber("row", record.Row);
            json.WriteNumber("offset", record.Offset);
            json.WriteString("reason", record.Reason);
            json.WriteString("message", record.Message);
            if (record.RawLength > record.Raw.Length) json.WriteNumber("raw_length", record.RawLength);
            // Bytes that are no UTF-8 would not survive as text.
            if (Utf8.IsValid(record.Raw)) json.WriteString("raw", Encoding.UTF8.GetString(record.Raw));
            else json.WriteBase64String("raw_base64", record.Raw);
            json.WriteEndObject();
        }
        file.WriteByte((byte)'\n');
    }
}
