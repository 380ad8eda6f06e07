using System;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Configuration.Names;
using HolySheep.Gateway.Access;
using HolySheep.Gateway.Tests.Harness;
using HolySheep.Spend.History;
using HolySheep.TestKit;
using HolySheep.TestKit.Voices;

namespace HolySheep.Gateway.Tests.Semantics;

/// <summary>The providers of a row and a client between them and the caller, with a gateway in front of it or without. Its clock advances by itself.</summary>
internal sealed class RowStage : IAsyncDisposable
{
    /// <summary>What is asked.</summary>
    public const string Prompt = "How high is the tower?";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ScriptedProvider _one = new("one");
    private readonly ScriptedProvider _two = new("two");
    private readonly TempHome _home;
    private readonly GatewayServer? _server;
    private readonly HttpClient _http = new() { Timeout = Patience };
    private int _asked;

    private RowStage(Row row, string kind, bool isGateway)
    {
        Row = row;
        var voice = Voice.Of(kind);
        _home = new TempHome($$"""
            {
              "providers": {
                "one": { "kind": "{{voice.Kind}}", "baseUrl": "{{voice.BaseUrl(_one.Root)}}", "apiKey": "env:ONE_KEY" {{row.OfOne}} },
                "two": { "kind": "{{voice.Kind}}", "baseUrl": "{{voice.BaseUrl(_two.Root)}}", "apiKey": "env:TWO_KEY" }
              },
              "models": {
                "alpha": { "targets": {{JsonSerializer.Serialize(row.Targets)}}, "price": { "input": 1, "output": 2 } },
                "beta": { "targets": [ "two/beta" ], "price": { "input": 10, "output": 20 } }
              },
              "chains": { "alpha": {{JsonSerializer.Serialize(row.Chain)}} },
              "defaults": { {{row.Defaults}} "model": "alpha", "provider": "one" }
            }
            """).Set("ONE_KEY", KeyMarker.Value).Set("TWO_KEY", "key-of-two-0123456789");
        _one.OnAny().Answer(row.One(voice));
        _two.OnAny().Answer(row.Two(voice));
        var configuration = new ConfigurationFile(_home.ConfigPath, _home.Environment).Read();
        Client = new HolySheepClient(new HolySheepClientOptions
        {
            Configuration = configuration,
            Environment = _home.Environment,
            StateFolder = _home.Folder,
            TimeProvider = Clock,
            Randomness = () => 0.5,
        });
        if (isGateway)
        {
            // A sign of life begins the answer with a status; how that is done is tested elsewhere.
            var options = new GatewayOptions { Listen = new ListenAddress(System.Net.IPAddress.Loopback, 0), Token = new Secret(GatewayStage.Token), KeepAlive = TimeSpan.FromDays(1) };
            _server = new GatewayServer(new GatewayBackend(Client, new ServedModels(configuration)), options, Clock);
            _http.DefaultRequestHeaders.Add("Authorization", "Bearer " + GatewayStage.Token);
        }
    }

    public Row Row { get; }

    public AutoAdvanceTimeProvider Clock { get; } = new();

    public HolySheepClient Client { get; }

    public static RowStage OfModule(Row row, string kind) => new(row, kind, isGateway: false);

    public static async Task<RowStage> OfGatewayAsync(Row row, string kind)
    {
        var stage = new RowStage(row, kind, isGateway: true);
        await stage._server!.StartAsync();
        return stage;
    }

    public Task<HttpResponseMessage> PostAsync(string path, string json)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _server!.Addresses[0].AbsoluteUri.TrimEnd('/') + path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        if (Row.MaxCost is { } most)
        {
            request.Headers.Add("x-holysheep-max-cost", most.ToString(CultureInfo.InvariantCulture));
        }

        return _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>One call, during which time passes if a provider goes silent.</summary>
    public async Task<Outcome> AskAsync(ICaller caller)
    {
        if (_asked++ > 0)
        {
            Clock.Advance(TimeSpan.FromSeconds(Row.Between));
        }

        var isSilent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asking = caller.AskAsync(text =>
        {
            if (Row.SilentAfter is { } last && text.Contains(last, StringComparison.Ordinal))
            {
                isSilent.TrySetResult();
            }
        });
        if (Row.GoesSilent)
        {
            await _one.WaitForCallAsync();
            await PassAsync(asking, Row.SilentAfter is null || !caller.SeesText ? null : isSilent.Task);
        }

        return await asking.WaitAsync(Patience);
    }

    /// <summary>The outcomes of the attempts of the first call, with blanks between them.</summary>
    public string OutcomesOfTheFirstCall() => string.Join(' ', Calls().FirstOrDefault()?.Attempts.Select(attempt => attempt.Outcome) ?? []);

    /// <summary>What the ledger and the health of the targets say after all calls, and who was called; without what depends on how much of a silent provider's reply was read when the time passed.</summary>
    public string Trace() => string.Join(Environment.NewLine,
    [
        .. Calls().SelectMany(call => call.Attempts.Select(attempt =>
            $"{call.Outcome} {attempt.Target} {attempt.Outcome} {(Row.GoesSilent ? null : attempt.Status)} fallback:{attempt.IsFallback} wait:{attempt.Wait?.TotalSeconds:0.###} cost:{attempt.Cost:0.############} tokens:{attempt.Usage.PromptTokens}+{attempt.Usage.CompletionTokens} {(Row.GoesSilent ? null : attempt.Message)}")),
        .. Client.GetHealth().Targets.Select(target => $"{target.Target} {target.State} {target.Reason} until:{(target.Until - Clock.GetUtcNow())?.TotalSeconds:0.###} in a row:{target.FailuresInARow}"),
        $"calls: {_one.CallCount} {_two.CallCount}",
    ]);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_server is not null)
        {
            await _server.StopAsync(new System.Threading.CancellationToken(canceled: true));
            await _server.DisposeAsync();
        }
        else
        {
            Client.Dispose();
        }

        await _one.DisposeAsync();
        await _two.DisposeAsync();
        _home.Dispose();
    }

    private RecordedCall[] Calls() => [.. Client.ListCalls(new CallQuery { To = Clock.GetUtcNow().AddDays(1) }).OrderBy(call => call.StartedAt)];

    private async Task PassAsync(Task call, Task? isSilent)
    {
        if (isSilent is null)
        {
            Clock.Advance(TimeSpan.FromSeconds(61));
            return;
        }

        // The limit on silence begins again with each piece, the last of which the caller may have before the limit has begun.
        await Task.WhenAny(isSilent, call);
        while (!call.IsCompleted && _two.CallCount == 0)
        {
            Clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }
    }
}
