using System;
using HolySheep.Errors;
using HolySheep.Postgres.Connections;
using Npgsql;
using Xunit;

namespace HolySheep.Postgres;

/// <summary>What is taken as a connection string.</summary>
public class ConnectionTextTests
{
    [Theory]
    [InlineData("Host=db.example;Database=team;Username=ops;Password=pass word;", "db.example", 5432, "team", "pass word", "holysheep")]
    [InlineData("Server=db.example;Port=6432;Database=team;User Id=ops;Password='a;b'", "db.example", 6432, "team", "a;b", "holysheep")]
    [InlineData("postgres://ops:p%40ss@db.example:6432/team?sslmode=require", "db.example", 6432, "team", "p@ss", "holysheep")]
    [InlineData("postgresql://ops:pass@db.example/team", "db.example", 5432, "team", "pass", "holysheep")]
    [InlineData("Host=db.example;Database=team;Username=ops;Password=x;Search Path=blue,public", "db.example", 5432, "team", "x", "blue")]
    public void Both_forms_are_read(string text, string host, int port, string database, string password, string schema)
    {
        var connection = ConnectionText.Parse(text);
        var builder = new NpgsqlConnectionStringBuilder(connection.Text);

        Assert.Equal((host, port, database, "ops", password), (builder.Host, builder.Port, builder.Database, builder.Username, builder.Password));
        Assert.Equal((schema, password), (connection.Schema, connection.Password!.Reveal()));
        Assert.Equal($"the database '{database}' on {host}:{port}", connection.Name);
        Assert.Equal(text.Contains("sslmode", StringComparison.Ordinal), builder.SslMode == SslMode.Require);
    }

    [Theory]
    [InlineData("Host=db.example;Pasword=sesame-1")]
    [InlineData("Host=db.example;Port=sesame-1")]
    [InlineData("sesame-1")]
    [InlineData("Password=sesame-1")]
    [InlineData("postgres://ops:sesame-1@:0/")]
    [InlineData("postgres://ops:sesame-1@db.example/team?nonsense=1")]
    [InlineData("mysql://ops:sesame-1@db.example/team")]
    public void Anything_else_is_refused_and_not_repeated(string text)
    {
        var refusal = Assert.Throws<ConfigurationException>(() => ConnectionText.Parse(text));

        Assert.Null(refusal.InnerException);
        Assert.DoesNotContain("sesame", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_user_sets_is_kept()
    {
        var builder = new NpgsqlConnectionStringBuilder(ConnectionText.Parse("Host=h;Maximum Pool Size=3;Max Auto Prepare=0;Application Name=nightly").Text);

        Assert.Equal((3, 0, "nightly"), (builder.MaxPoolSize, builder.MaxAutoPrepare, builder.ApplicationName));
    }
}
