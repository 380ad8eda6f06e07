using System;
using System.Linq;
using System.Management.Automation;
using System.Security;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.PowerShell.Clients;
using HolySheep.PowerShell.Errors;
using HolySheep.PowerShell.Secrets;
using HolySheep.PowerShell.Tests.Engine;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

public sealed class SharedClientTests : ChatFixture
{
    [Fact]
    public void Sessions_of_one_process_share_the_connections_of_one_client()
    {
        using var other = Session.WithModule();
        Run("Invoke-HolySheepChat 'a' -ConfigPath $config").ThrowOnError();
        other.Run("Invoke-HolySheepChat 'b' -ConfigPath $args[0]", Home.ConfigPath).ThrowOnError();

        Assert.Equal(Provider.Requests[0].ConnectionId, Provider.Requests[1].ConnectionId);
    }

    [Fact]
    public async Task Many_sessions_at_once_each_get_their_own_answers()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() =>
        {
            using var session = Session.WithModule();
            return session.Run("$name = $args[1]; 1..20 | % { \"$name-$_\" } | Invoke-HolySheepChat -ThrottleLimit 4 -ConfigPath $args[0] | % Content", Home.ConfigPath, number)
                .ThrowOnError().Output.Select(text => text.ToString()).ToList();
        })));

        for (var number = 0; number < answers.Length; number++)
        {
            Assert.Equal(Enumerable.Range(1, 20).Select(item => $"answer from local to {number}-{item}"), answers[number]);
        }
    }

    [Fact]
    public async Task A_stop_ends_a_call_of_a_client_that_has_answered_before()
    {
        Provider.OnAny().Answer(Reply.Text("first"), Reply.Echo.Hold(new Gate()));
        Run("Invoke-HolySheepChat 'a' -ConfigPath $config").ThrowOnError();
        using var shell = Session.Pipeline();
        var run = shell.AddScript("Invoke-HolySheepChat 'b' -ConfigPath $args[0]").AddArgument(Home.ConfigPath).BeginInvoke();
        await Provider.WaitForCallAsync(2);
        shell.Stop();

        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(run));
    }

    [Fact]
    public async Task A_changed_configuration_holds_from_the_next_command_on()
    {
        await using var second = new ScriptedProvider("second");
        Run("Invoke-HolySheepChat 'a' -ConfigPath $config").ThrowOnError();
        Home.WriteConfig($$"""{ "providers": { "second": { "kind": "openai", "baseUrl": "{{second.BaseUrl}}", "apiKey": "none" } }, "defaults": { "provider": "second" } }""");
        var answer = Run("Invoke-HolySheepChat 'b' -ConfigPath $config").ThrowOnError().Output.Single();

        Assert.Equal("answer from second to b", answer.ToString());
    }

    [Fact]
    public void Faults_of_the_configuration_that_the_user_should_correct_are_reported_when_it_is_read()
    {
        Home.WriteConfig("""{ "defautls": {} }""");
        Assert.Contains("defautls", Assert.Single(Run("Invoke-HolySheepChat 'a' -Sandbox -ConfigPath $config").Warnings), System.StringComparison.Ordinal);
        Assert.Empty(Run("Invoke-HolySheepChat 'a' -Sandbox -ConfigPath $config").Warnings);
    }

    [Fact]
    public async Task An_unexpected_exception_shows_no_key_that_a_client_of_the_process_has_met()
    {
        var shared = SharedClients.Take(Home.ConfigPath, sandbox: false, out _);
        await shared.Client.ChatAsync(new ChatRequest { Messages = [ChatMessage.User("a")], ApiKey = new Secret(KeyMarker.Value) });
        shared.GiveBack();
        var cause = new InvalidOperationException("outer", new FormatException("bad header " + KeyMarker.Value));

        var fault = new AggregateException(KeyMarker.Value[..20], cause);
        Assert.StartsWith("InternalFault", ErrorRecords.From(fault, target: null).FullyQualifiedErrorId, StringComparison.Ordinal);
        AssertHidden(fault, KeyMarker.Value);
    }

    [Fact]
    public async Task An_unexpected_exception_shows_no_key_of_a_client_that_was_replaced()
    {
        const string Old = "old-key-Wm4Tz8Qb1Xs6Lp";
        var shared = SharedClients.Take(Home.ConfigPath, sandbox: false, out _);
        await shared.Client.ChatAsync(new ChatRequest { Messages = [ChatMessage.User("a")], ApiKey = new Secret(Old) });
        shared.GiveBack();
        Home.WriteConfig("""{ "providers": { "other": { "kind": "openai", "baseUrl": "http://127.0.0.1:9/v1", "apiKey": "none" } } }""");
        SharedClients.Take(Home.ConfigPath, sandbox: false, out var made).GiveBack();
        Assert.True(made);

        AssertHidden(new InvalidOperationException("bad " + Old), Old);
    }

    [Fact]
    public void An_unexpected_exception_shows_no_key_of_the_session_that_no_call_has_used_yet()
    {
        const string Key = "session-Vn3Ky7Rc2Hd9Gf";
        using var key = new SecureString();
        Key.ToList().ForEach(key.AppendChar);
        SessionKeys.Set(Home.ConfigPath, "local", key);
        try
        {
            AssertHidden(new InvalidOperationException("bad " + Key), Key);
        }
        finally
        {
            SessionKeys.Set(Home.ConfigPath, "local", null);
        }
    }

    [Fact]
    public void An_unexpected_exception_shows_no_given_key_whatever_becomes_of_its_call()
    {
        // As -ApiKey is read: before there is a client or a call.
        const string Key = "given-Bx5Nq0Ws8Jt4Zm";
        using var key = new SecureString();
        Key.ToList().ForEach(key.AppendChar);
        Assert.Equal(Key, SessionKeys.Reveal(key).Reveal());

        AssertHidden(new InvalidOperationException("bad " + Key), Key);
    }

    [Fact]
    public async Task A_key_in_what_an_exception_carries_along_is_hidden_too()
    {
        var shared = SharedClients.Take(Home.ConfigPath, sandbox: false, out _);
        await shared.Client.ChatAsync(new ChatRequest { Messages = [ChatMessage.User("a")], ApiKey = new Secret(KeyMarker.Value) });
        shared.GiveBack();
        var cause = new FormatException("inner") { Data = { ["header"] = $"Bearer {KeyMarker.Value}" } };

        AssertHidden(new AggregateException(new InvalidOperationException("a"), new InvalidOperationException("outer", cause)), KeyMarker.Value);
    }

    private static void AssertHidden(Exception exception, string key)
    {
        var record = ErrorRecords.From(exception, target: null);
        for (Exception? depth = record.Exception; depth is not null; depth = depth.InnerException)
        {
            Assert.Empty(KeyMarker.FindInText(depth.ToString() + depth.Message + string.Join(' ', depth.Data.Keys.Cast<object>().Concat(depth.Data.Values.Cast<object>())), key));
        }

        Assert.Empty(KeyMarker.FindInText($"{record} {record.ErrorDetails.Message}", key));
    }
}
