using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Accounting.Storage.Postgres;

/// <summary>
/// Where a ledger on a PostgreSQL server is: <c>postgres://user@host:port/database?schema=x&amp;sslmode=require</c>, also
/// <c>postgresql://</c>. What is left out has PostgreSQL's own default (user: the system's; database: the user's name; port 5432; host
/// localhost). The password may stand in the address; better in <c>PGPASSWORD</c> or <c>~/.pgpass</c>.
/// </summary>
public sealed partial class PostgresAddress
{
    public const string DefaultSchema = "accounting";

    private const int PortDefault = 5432;

    private readonly string _display;

    private PostgresAddress(NpgsqlConnectionStringBuilder connection, string schema, string display) =>
        (Connection, Schema, _display) = (connection, schema, display);

    /// <summary>The schema that holds the ledger's tables.</summary>
    public string Schema { get; }

    internal NpgsqlConnectionStringBuilder Connection { get; }

    /// <summary>Whether a ledger's name is meant as an address of a PostgreSQL server.</summary>
    public static bool IsOne(string name) =>
        name.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || name.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="FormatException">Says what is wrong, without the password.</exception>
    public static PostgresAddress Parse(string text) => TryParse(text, out var address, out var problem) ? address : throw new FormatException(problem);

    /// <summary>Reads an address; where it is none, <paramref name="problem"/> says what is wrong, without the password.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PostgresAddress? address, [NotNullWhen(false)] out string? problem)
    {
        address = null;
        if (!IsOne(text) || !Uri.TryCreate(text, UriKind.Absolute, out var uri))
            return Wrong($"it is no address. Expected: {Form}", out problem);
        var connection = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host.Length > 0 ? uri.IdnHost : "localhost", Port = uri.Port > 0 ? uri.Port : PortDefault,
        };
        problem = ReadUser(connection, uri) ?? ReadDatabase(connection, uri);
        var schema = DefaultSchema;
        foreach (var option in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
            problem ??= ReadOption(connection, option, ref schema);
        if (problem is not null) return Wrong(problem, out problem);
        address = new(connection, schema, Describe(connection, schema));
        problem = null;
        return true;
    }

    /// <summary>The address without its password, for messages.</summary>
    public override string ToString() => _display;

    /// <summary>The same server and database with another schema.</summary>
    internal PostgresAddress WithSchema(string schema) => new(Connection, schema, Describe(Connection, schema));

    internal const string Form = "postgres://user@host:port/database?schema=name";

    private static bool Wrong(string what, out string problem)
    {
        problem = $"The address of the PostgreSQL ledger cannot be used: {what}.";
        return false;
    }

    private static string? ReadUser(NpgsqlConnectionStringBuilder connection, Uri uri)
    {
        if (uri.UserInfo.Length == 0) return null;
        var parts = uri.UserInfo.Split(':', 2);
        if (parts[0].Length > 0) connection.Username = Uri.UnescapeDataString(parts[0]);
        if (parts.Length == 2) connection.Password = Uri.UnescapeDataString(parts[1]);
        return null;
    }

    private static string? ReadDatabase(NpgsqlConnectionStringBuilder connection, Uri uri)
    {
        var database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/'));
        if (database.Contains('/', StringComparison.Ordinal)) return $"'{database}' is not the name of a database. Expected: {Form}";
        if (database.Length > 0) connection.Database = database;
        return uri.Fragment.Length == 0 ? null : "it has a part after '#'. A '#' in a user name or password is written %23";
    }

    private static string? ReadOption(NpgsqlConnectionStringBuilder connection, string option, ref string schema)
    {
        var parts = option.Split('=', 2);
        var (name, value) = (parts[0], parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "");
        switch (name)
        {
            case "schema":
                if (!SchemaName().IsMatch(value) || value.StartsWith("pg_", StringComparison.Ordinal))
                    return $"the schema '{value}' is not a plain name. Expected: small letters, digits and '_', at most 63, not beginning with a digit or 'pg_'";
                schema = value;
                return null;
            case "sslmode":
                if (!Enum.TryParse<SslMode>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var mode) || char.IsAsciiDigit(value[0]))
                    return $"the sslmode '{value}' is unknown. Expected: disable, allow, prefer, require, verify-ca or verify-full";
                connection.SslMode = mode;
                return null;
            case "sslrootcert":
                connection.RootCertificate = value;
                return null;
            case "host":
                connection.Host = value; // A folder: the server's Unix socket.
                return null;
            default:
                return $"the option '{name}' is unknown. Known are schema, sslmode, sslrootcert and host";
        }
    }

    private static string Describe(NpgsqlConnectionStringBuilder connection, string schema)
    {
        var user = connection.Username is { Length: > 0 } name ? Uri.EscapeDataString(name) + "@" : "";
        return string.Create(CultureInfo.InvariantCulture, $"postgres://{user}{connection.Host}:{connection.Port}/{connection.Database}?schema={schema}");
    }

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}$")]
    private static partial Regex SchemaName();
}
