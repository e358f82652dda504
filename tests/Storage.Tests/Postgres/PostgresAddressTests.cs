using Accounting.Storage.Postgres;

namespace Accounting.Storage.Tests.Postgres;

public sealed class PostgresAddressTests
{
    [Theory]
    [InlineData("postgres://billing@db.example:6543/costs?schema=october", "db.example", 6543, "billing", "costs", "october")]
    [InlineData("postgresql://billing@db.example/costs", "db.example", 5432, "billing", "costs", "accounting")]
    [InlineData("POSTGRES://db.example", "db.example", 5432, null, null, "accounting")]
    [InlineData("postgres:///costs", "localhost", 5432, null, "costs", "accounting")]
    [InlineData("postgres://a%40b:x@[::1]:6000/d%20b", "::1", 6000, "a@b", "d b", "accounting")]
    [InlineData("postgres://u@localhost/db?host=%2Fvar%2Frun%2Fpostgresql", "/var/run/postgresql", 5432, "u", "db", "accounting")]
    public void Parse_AnAddress_GivesItsParts(string text, string host, int port, string? user, string? database, string schema)
    {
        var address = PostgresAddress.Parse(text);
        var connection = address.Connection;
        Assert.Equal((host, port, user, database, schema), (connection.Host, connection.Port, connection.Username, connection.Database, address.Schema));
    }

    [Fact]
    public void Parse_Password_IsKeptAndNeverShown()
    {
        var address = PostgresAddress.Parse("postgres://billing:p%40ss@db.example/costs?sslmode=verify-full&sslrootcert=/etc/ca.pem");
        Assert.Equal("p@ss", address.Connection.Password);
        Assert.Equal((Npgsql.SslMode.VerifyFull, "/etc/ca.pem"), (address.Connection.SslMode, address.Connection.RootCertificate));
        Assert.Equal("postgres://billing@db.example:5432/costs?schema=accounting", address.ToString());
    }

    [Theory]
    [InlineData("mysql://u:secret@h/d", "it is no address")]
    [InlineData("postgres://u:secret@h:port/d", "it is no address")]
    [InlineData("postgres://u:secret@h/d?schema=A", "the schema 'A' is not a plain name")]
    [InlineData("postgres://u:secret@h/d?schema=x;drop", "is not a plain name")]
    [InlineData("postgres://u:secret@h/d?schema=pg_temp", "is not a plain name")]
    [InlineData("postgres://u:secret@h/d?schema=", "is not a plain name")]
    [InlineData("postgres://u:secret@h/d?shema=x", "the option 'shema' is unknown")]
    [InlineData("postgres://u:secret@h/d?sslmode=sometimes", "the sslmode 'sometimes' is unknown")]
    [InlineData("postgres://u:secret@h/d?sslmode=2", "the sslmode '2' is unknown")]
    [InlineData("postgres://u:secret@h/d?sslmode=", "the sslmode '' is unknown")]
    [InlineData("postgres://u:secret@h/d/e", "'d/e' is not the name of a database")]
    [InlineData("postgres://u:secret@h/d#x", "a part after '#'")]
    public void Parse_AWrongOne_SaysWhatWithoutThePassword(string text, string expected)
    {
        var refusal = Assert.Throws<FormatException>(() => PostgresAddress.Parse(text));
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
    }
}
