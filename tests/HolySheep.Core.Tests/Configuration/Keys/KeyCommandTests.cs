using System;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Files;
using HolySheep.Harness;
using HolySheep.Providers.Inspection;
using HolySheep.TestKit;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HolySheep.Configuration.Keys;

/// <summary>A key that a program prints. The programs are real shell scripts, which count their runs in a file.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class KeyCommandTests : IAsyncDisposable
{
    private readonly ConfigurationHome _home = new();
    private readonly ScriptedProvider _provider = new();
    private readonly FakeTimeProvider _clock = new();

    private string Runs => Path.Combine(_home.Folder, "runs.txt");

    private int RunCount => File.Exists(Runs) ? File.ReadAllLines(Runs).Length : 0;

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        _home.Dispose();
    }

    [UnixFact]
    public async Task The_key_of_a_command_is_sent_and_used_until_its_lifetime_ends()
    {
        using var client = Client("""echo "token-of-run-$n" """, ttl: 100);

        await client.ChatAsync(Stage.Question());
        await client.ChatAsync(Stage.Question());
        _clock.Advance(TimeSpan.FromSeconds(101));
        await client.ChatAsync(Stage.Question());

        Assert.Equal(["Bearer token-of-run-1", "Bearer token-of-run-1", "Bearer token-of-run-2"], _provider.Requests.Select(request => request.Header("authorization")));
    }

    [UnixFact]
    public async Task Calls_at_once_share_one_run_of_the_command_and_clients_of_the_process_its_key()
    {
        var gate = Path.Combine(_home.Folder, "gate");
        using var client = Client($"while [ ! -e '{gate}' ]; do :; done; echo token-for-all");
        var calls = Enumerable.Range(0, 8).Select(_ => Task.Run(() => client.ChatAsync(Stage.Question()))).ToList();
        await File.WriteAllTextAsync(gate, "");
        await Task.WhenAll(calls);
        using (var another = Open())
        {
            await another.ChatAsync(Stage.Question());
        }

        Assert.Equal(1, RunCount);
        Assert.Equal(9, _provider.Requests.Count(request => request.Header("authorization") == "Bearer token-for-all"));
    }

    [UnixFact]
    public async Task A_dry_run_a_list_of_providers_and_completion_never_run_the_command()
    {
        using var client = Client("echo a-token");

        Assert.Single(client.PlanRoute(Stage.Question()).Candidates, target => target.Reason is null);
        var provider = client.ListProviders().Single(provider => provider.Options.Name == "p");
        Names.KnownNames.Read(null, _home.Variable);

        Assert.StartsWith("command:", provider.KeyPlace, StringComparison.Ordinal);
        Assert.Null(provider.KeyFault);
        Assert.Equal(0, RunCount);
    }

    [UnixTheory]
    [InlineData("echo hush-hush-0123456789; exit 7", "ended with exit code 7")]
    [InlineData("echo hush-hush-0123456789 >&2; exit 1", "ended with exit code 1")]
    [InlineData("", "printed no usable key (empty)")]
    [InlineData("echo hush-hush-0123456789; echo second", "printed no usable key (holds a line break or another control character)")]
    [InlineData("yes hush-hush-0123456789 | head -n 4000", "printed more than 16384 characters")]
    public async Task A_command_that_fails_is_reported_by_its_name_and_exit_code_and_never_by_its_output(string script, string reason)
    {
        using var client = Client(script);

        var error = await Assert.ThrowsAsync<ChatException>(() => client.ChatAsync(Stage.Question()));

        Assert.Equal((ErrorCode.CredentialRefused, OutcomeKind.BadCredential), (error.Code, error.Kind));
        Assert.Contains($"the key command '{Script}' {reason}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", error + error.Hint + string.Join(" ", error.Attempts), StringComparison.Ordinal);
        Assert.Empty(_provider.Requests);
    }

    [UnixFact]
    public async Task A_command_that_fails_leads_to_the_next_provider_and_is_not_run_again_for_a_while()
    {
        await using var other = new ScriptedProvider();
        using var client = Client("exit 3", other: other.BaseUrl);

        for (var call = 0; call < 3; call++)
        {
            Assert.Equal("o", (await client.ChatAsync(Stage.Question() with { Fallback = ["o/m"] })).Provider);
        }

        Assert.Equal(1, RunCount);
        _clock.Advance(TimeSpan.FromSeconds(31));
        await client.ChatAsync(Stage.Question() with { Fallback = ["o/m"] });
        Assert.Equal(2, RunCount);
    }

    [UnixFact]
    public async Task A_command_that_does_not_end_is_stopped_after_ten_seconds()
    {
        var started = Path.Combine(_home.Folder, "started");
        using var client = Client($"echo $$ > '{started}.new'; mv '{started}.new' '{started}'; exec tail -f /dev/null");
        var call = client.ChatAsync(Stage.Question());
        while (!File.Exists(started))
        {
            await Task.Yield();
        }

        _clock.Advance(TimeSpan.FromSeconds(10));
        var error = await Assert.ThrowsAsync<ChatException>(() => call);

        Assert.Contains("did not end within 10 s", error.Message, StringComparison.Ordinal);
        var program = int.Parse((await File.ReadAllTextAsync(started)).Trim(), System.Globalization.CultureInfo.InvariantCulture);
        await WaitForEndAsync(program);
    }

    [UnixFact]
    public async Task A_child_that_a_command_leaves_behind_does_not_hold_its_key_back()
    {
        var gate = Path.Combine(_home.Folder, "gate");
        Client($"echo a-key-at-once; (while [ ! -e '{gate}' ]; do sleep 0.1; done) &").Dispose();
        using var client = Open(TimeProvider.System);

        await client.ChatAsync(Stage.Question());
        await File.WriteAllTextAsync(gate, "");

        Assert.Equal("Bearer a-key-at-once", _provider.Requests.Single().Header("authorization"));
    }

    [Theory]
    [InlineData("""[ "none", "env:B" ]""", "apiKey[0]"), InlineData("""[ "env:B", { "command": [ "az" ] } ]""", "apiKey[1]"), InlineData("""[ "env:B", "a-key-itself" ]""", "apiKey[1]")]
    public void A_list_of_keys_takes_references_only_and_says_so(string keys, string place)
    {
        var fault = _home.Refusal($$"""{ "providers": { "p": { "kind": "openai", "baseUrl": "http://127.0.0.1:1", "apiKey": {{keys}} } } }""");

        Assert.Equal("providers.p." + place, fault.Key);
        Assert.Contains("expected a list of references to keys: \"env:NAME\", \"file:PATH\" or \"secret:VAULT/NAME\"; \"none\" and { \"command\": [ … ] } stand alone", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("a-key-itself", fault.Message, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task A_command_gets_its_arguments_as_they_are_and_no_standard_input()
    {
        using var client = Client("""cat; printf '%s|' "$@" """, arguments: """, "two words", "$HOME", "a;b", "" """);

        await client.ChatAsync(Stage.Question());

        Assert.Equal("Bearer two words|$HOME|a;b||", _provider.Requests.Single().Header("authorization"));
    }

    [UnixFact]
    public async Task A_key_that_ends_in_use_is_replaced_within_the_call_by_one_run_for_all_calls()
    {
        _provider.Handle(request => request.Header("authorization") == "Bearer token-of-run-1" ? Reply.Error(401, "invalid_api_key", "no: token-of-run-1") : null);
        using var client = Client("""echo "token-of-run-$n" """);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.ChatAsync(Stage.Question())));

        Assert.All(results, result => Assert.Equal(1, result.AttemptCount));
        Assert.Equal(2, RunCount);
        Assert.Equal(8, _provider.Requests.Count(request => request.Header("authorization") == "Bearer token-of-run-2"));
    }

    [UnixFact]
    public async Task A_key_that_one_provider_refuses_stays_good_at_another_with_the_same_command()
    {
        await using var other = new ScriptedProvider("other");
        _provider.Handle(_ => Reply.Error(401, "invalid_api_key", "no"));
        using var first = Client("echo a-shared-token");
        _home.Write(File.ReadAllText(_home.File).Replace("\"defaults\"", "\"models\": { \"m\": { \"targets\": [ \"p/m\", \"q/m\" ] } }, \"defaults\"", StringComparison.Ordinal)
            .Replace("\"providers\": {", $$"""
                "providers": { "q": { "kind": "openai", "baseUrl": "{{other.BaseUrl}}", "apiKey": { "command": [ "./print-key" ], "ttlSec": 3000 } },
                """, StringComparison.Ordinal));
        using var client = Open();

        for (var call = 1; call <= 3; call++)
        {
            Assert.Equal("q", (await client.ChatAsync(Stage.Question())).Provider);
        }

        Assert.Equal((1, 3), (_provider.CallCount, other.CallCount));
        Assert.InRange(RunCount, 1, 2);
    }

    [UnixFact]
    public async Task A_command_that_prints_the_refused_key_again_is_reported_and_the_key_is_not_sent()
    {
        _provider.Handle(_ => Reply.Error(401, "invalid_api_key", "no"));
        using var client = Client("echo the-same-old-token");

        await Assert.ThrowsAsync<ChatException>(() => client.ChatAsync(Stage.Question()));
        var error = await Assert.ThrowsAsync<ChatException>(() => client.ChatAsync(Stage.Question()));

        Assert.Contains("printed a key that the provider has refused", error.Message, StringComparison.Ordinal);
        Assert.Single(_provider.Requests);
    }

    [UnixTheory]
    [InlineData(UnixFileMode.GroupWrite, false)]
    [InlineData(UnixFileMode.OtherWrite, false)]
    [InlineData(UnixFileMode.OtherWrite, true)]
    public async Task A_configuration_that_others_can_write_runs_no_command(UnixFileMode others, bool folder)
    {
        using var client = Client("echo a-token");
        var path = folder ? _home.Folder : _home.File;
        File.SetUnixFileMode(path, File.GetUnixFileMode(path) | others);

        var error = await Assert.ThrowsAsync<ChatException>(() => client.ChatAsync(Stage.Question()));

        Assert.Contains($"other users can write '{path}'", error.Message, StringComparison.Ordinal);
        Assert.Equal($"chmod go-w '{path}'", error.Hint);
        Assert.Equal(0, RunCount);
    }

    [UnixTheory]
    [InlineData(false), InlineData(true)]
    public async Task A_configuration_of_another_user_runs_no_command(bool folder)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            // Only the administrator can give files away.
            return;
        }

        using var client = Client("echo a-token");
        var path = folder ? _home.Folder : _home.File;
        UnixFileStatus.TryChangeOwner(path, 12_345, 12_345);

        var error = await Assert.ThrowsAsync<ChatException>(() => client.ChatAsync(Stage.Question()));

        Assert.Contains($"'{path}' belongs to another user", error.Message, StringComparison.Ordinal);
        Assert.Contains($"chown \"$(id -u)\" '{path}'", error.Hint, StringComparison.Ordinal);
        Assert.Equal(0, RunCount);
    }

    [Theory]
    [InlineData(1_000u, 1_000u, false), InlineData(0u, 1_000u, false), InlineData(1_001u, 1_000u, true), InlineData(1_000u, 0u, true), InlineData(1_000u, null, true), InlineData(null, 1_000u, false)]
    public void A_file_is_foreign_unless_its_owner_is_the_user_or_the_administrator(uint? owner, uint? user, bool isForeign) => Assert.Equal(isForeign, CommandGuard.IsForeign(owner, user));

    [UnixFact]
    public async Task A_program_is_looked_for_on_PATH_and_never_in_the_current_folder()
    {
        using var client = Client("echo a-token", program: "holysheep-no-such-program");

        var error = await Assert.ThrowsAsync<ChatException>(() => client.ChatAsync(Stage.Question()));

        Assert.Contains("the key command 'holysheep-no-such-program' was not found", error.Message, StringComparison.Ordinal);
        Assert.Null(ProgramPath.Find("HolySheep.Core.dll"));
        Assert.NotNull(ProgramPath.Find("sh"));
    }

    [UnixFact]
    public async Task A_test_of_the_provider_runs_the_command_and_reports_its_failure()
    {
        using var fine = Client("echo a-token");
        Assert.Equal(ProviderVerdict.Fine, (await fine.TestProviderAsync("p")).Verdict);

        // Another command, because the process still has the key of the first.
        using var broken = Client("exit 4", arguments: ", \"broken\"");
        var result = await broken.TestProviderAsync("p");
        Assert.Equal(ProviderVerdict.KeyMissing, result.Verdict);
        Assert.Contains("ended with exit code 4", result.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "command": [] }""", "providers.p.apiKey.command")]
    [InlineData("""{ "command": "az account" }""", "providers.p.apiKey.command")]
    [InlineData("""{ "command": [ 1 ] }""", "providers.p.apiKey.command[0]")]
    [InlineData("""{ "command": [ "" ] }""", "providers.p.apiKey.command")]
    [InlineData("""{ "ttlSec": 3 }""", "providers.p.apiKey")]
    [InlineData("""{ "command": [ "az" ], "ttlSec": 0 }""", "providers.p.apiKey.ttlSec")]
    [InlineData("""[ { "command": [ "az" ] } ]""", "providers.p.apiKey[0]")]
    public void An_invalid_command_is_refused_with_its_key(string key, string path) =>
        Assert.Equal(path, _home.Refusal($$"""{ "providers": { "p": { "kind": "openai", "baseUrl": "http://127.0.0.1:1", "apiKey": {{key}} } } }""").Key);

    private string Script => Path.Combine(_home.Folder, "print-key");

    private static async Task WaitForEndAsync(int id)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(id);
            await process.WaitForExitAsync();
        }
        catch (ArgumentException)
        {
            // It has ended.
        }
    }

    private HolySheepClient Client(string script, int ttl = 3000, string arguments = "", string? other = null, string? program = null)
    {
        _home.Write($"#!/bin/sh\necho run >> '{Runs}'\nn=$(wc -l < '{Runs}' | tr -d ' ')\n{script}\n", "print-key");
        File.SetUnixFileMode(Script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var second = other is null ? "" : $$""", "o": { "kind": "openai", "baseUrl": "{{other}}", "apiKey": "none" }""";
        _home.Write($$"""
            {
              "providers": { "p": { "kind": "openai", "baseUrl": "{{_provider.BaseUrl}}", "apiKey": { "command": [ "{{program ?? "./print-key"}}"{{arguments}} ], "ttlSec": {{ttl}} } }{{second}} },
              "defaults": { "provider": "p", "model": "m" }
            }
            """);
        File.SetUnixFileMode(_home.File, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.SetUnixFileMode(_home.Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return Open();
    }

    private HolySheepClient Open(TimeProvider? clock = null) => new(new HolySheepClientOptions { Configuration = _home.Open().Read(), Environment = _home.Variable, TimeProvider = clock ?? _clock });
}
