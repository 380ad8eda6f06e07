using System;
using HolySheep.Configuration;
using HolySheep.Errors;
using Xunit;

namespace HolySheep.Sharing;

/// <summary>Where a configuration keeps state.</summary>
public sealed class StateReadingTests : IDisposable
{
    private const string Literal = "Host=db.example;Username=team;Password=open-sesame";
    private readonly ConfigurationHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("{}", null, StateKind.Sqlite, "env:HOLYSHEEP_DB")]
    [InlineData("""{ "state": { "kind": "postgres" } }""", null, StateKind.Postgres, "env:HOLYSHEEP_DB")]
    [InlineData("""{ "state": { "kind": "Postgres", "connection": "env:TEAM_DB" } }""", null, StateKind.Postgres, "env:TEAM_DB")]
    [InlineData("""{ "state": { "kind": "postgres", "connection": "secret:team/db" } }""", "", StateKind.Postgres, "secret:team/db")]
    [InlineData("{}", "postgres", StateKind.Postgres, "env:HOLYSHEEP_DB")]
    [InlineData("""{ "state": { "kind": "postgres" } }""", "memory", StateKind.Memory, "env:HOLYSHEEP_DB")]
    [InlineData("""{ "state": { "kind": "memory", "connection": "env:TEAM_DB" } }""", "Sqlite", StateKind.Sqlite, "env:TEAM_DB")]
    public void The_variable_goes_before_the_file_and_the_file_before_the_default(string text, string? variable, StateKind kind, string connection)
    {
        if (variable is not null)
        {
            _home.Environment["HOLYSHEEP_STATE"] = variable;
        }

        var state = _home.Read(text).State;

        Assert.Equal((kind, connection), (state.Kind, state.Connection.ToString()));
    }

    [Theory]
    [InlineData(Literal)]
    [InlineData("postgres://team:open-sesame@db.example/team")]
    [InlineData("open-sesame")]
    public void A_connection_in_the_file_is_refused_and_not_repeated(string connection)
    {
        var refusal = _home.Refusal($$"""{ "state": { "kind": "postgres", "connection": "{{connection}}" } }""");

        Assert.Equal("state.connection", refusal.Key);
        Assert.Contains("env:HOLYSHEEP_DB", refusal.Hint, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", refusal.Message + refusal.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgers", "did you mean 'postgres'?")]
    [InlineData("redis", "'sqlite', 'memory' or 'postgres'")]
    public void An_unknown_kind_is_refused_with_the_known_ones(string kind, string expected)
    {
        Assert.Contains(expected, _home.Refusal($$"""{ "state": { "kind": "{{kind}}" } }""").Message, StringComparison.Ordinal);

        _home.Environment["HOLYSHEEP_STATE"] = kind;
        var refusal = _home.Refusal("{}");
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("HOLYSHEEP_STATE", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_of_the_variable_makes_another_configuration()
    {
        var configuration = _home.Read("{}");
        _home.Environment["HOLYSHEEP_STATE"] = "postgres";

        Assert.True(_home.Open().HasOtherVariables(configuration));
        Assert.Equal(ErrorCode.ConfigurationInvalid, Assert.Throws<ConfigurationException>(() => new HolySheepClient(new HolySheepClientOptions
        {
            Configuration = _home.Open().Read(),
            Environment = _home.Variable,
            SharedEngine = static () => throw new InvalidOperationException("Not without a connection string."),
        })).Code);
    }
}
