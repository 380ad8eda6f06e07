using System;
using System.Diagnostics.CodeAnalysis;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Names;
using HolySheep.Gateway.Access;
using HolySheep.TestKit;
using HolySheep.TestKit.Voices;

namespace HolySheep.Gateway.Tests.Harness;

/// <summary>A gateway on a real port between the test and two scripted providers: the model <c>alpha</c> at one, and <c>beta</c> at two after it.</summary>
internal sealed class GatewayStage : IAsyncDisposable
{
    /// <summary>The token of the gateway's callers.</summary>
    public const string Token = "token-of-the-gateway-0123456789";

    /// <summary>The values of RED_TOKEN and BLUE_TOKEN, for clients of a configuration.</summary>
    public const string RedToken = "token-of-the-red-client-0123456789";
    public const string BlueToken = "token-of-the-blue-client-0123456789";

    private readonly TempHome _home;
    private readonly GatewayOptions _options;
    private readonly TimeProvider? _time;
    private HolySheepClient _client;
    private GatewayServer _server;

    private GatewayStage(ScriptedProvider one, ScriptedProvider two, TempHome home, GatewayOptions options, TimeProvider? time)
    {
        (One, Two, _home, _options, _time) = (one, two, home, options, time);
        Open();
        Http = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
        if (options.Token is not null)
        {
            Http.DefaultRequestHeaders.Add("Authorization", "Bearer " + Token);
        }
    }

    public ScriptedProvider One { get; }

    public ScriptedProvider Two { get; }

    /// <summary>A client that sends the token.</summary>
    public HttpClient Http { get; }

    /// <summary>The address without a slash at the end.</summary>
    public string Root => _server.Addresses[0].AbsoluteUri.TrimEnd('/');

    public int Port => _server.Addresses[0].Port;

    public ServedModels Models { get; private set; }

    public HolySheepClient Client => _client;

    public GatewayServer Server => _server;

    /// <summary>Starts a gateway.</summary>
    /// <param name="kind">The kind of both providers, or the name of a voice of it.</param>
    /// <param name="chain">The chain of <c>alpha</c>, as JSON.</param>
    /// <param name="more">Further members of the configuration, each with a comma after it.</param>
    /// <param name="defaults">Further defaults, each with a comma after it.</param>
    /// <param name="change">Changes the options of the gateway.</param>
    /// <param name="time">The clock of the gateway, but not of its client; null means the system's.</param>
    /// <param name="kindOfTwo">The kind of the second provider; null means that of the first.</param>
    public static async Task<GatewayStage> StartAsync(string kind = "openai", string chain = """["beta"]""", string more = "", string defaults = "", Func<GatewayOptions, GatewayOptions>? change = null, TimeProvider? time = null, string? kindOfTwo = null)
    {
        var (one, two) = (new ScriptedProvider("one"), new ScriptedProvider("two"));
        var (voice, other) = (Voice.Of(kind), Voice.Of(kindOfTwo ?? kind));
        var home = new TempHome($$"""
            {
              {{more}}
              "providers": {
                "one": { "kind": "{{voice.Kind}}", "baseUrl": "{{voice.BaseUrl(one.Root)}}", "apiKey": "env:ONE_KEY" },
                "two": { "kind": "{{other.Kind}}", "baseUrl": "{{other.BaseUrl(two.Root)}}", "apiKey": "env:TWO_KEY" }
              },
              "models": {
                "alpha": { "targets": [ "one/alpha" ], "price": { "input": 1, "output": 2 } },
                "beta": { "targets": [ "two/beta" ], "price": { "input": 10, "output": 20 } }
              },
              "chains": { "alpha": {{chain}} },
              "defaults": { {{defaults}} "model": "alpha", "provider": "one" }
            }
            """).Set("ONE_KEY", KeyMarker.Value).Set("TWO_KEY", "key-of-two-0123456789").Set("RED_TOKEN", RedToken).Set("BLUE_TOKEN", BlueToken);
        var options = new GatewayOptions { Listen = new ListenAddress(System.Net.IPAddress.Loopback, 0), Token = new Secret(Token) };
        var stage = new GatewayStage(one, two, home, change?.Invoke(options) ?? options, time);
        await stage._server.StartAsync();
        return stage;
    }

    /// <summary>Ends the gateway and starts another one in the same home.</summary>
    public async Task RestartAsync()
    {
        await EndAsync();
        Open();
        await _server.StartAsync();
    }

    /// <summary>Sends a body to a path.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, string json, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Root + path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }


    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await EndAsync();
        await One.DisposeAsync();
        await Two.DisposeAsync();
        _home.Dispose();
    }

    [MemberNotNull(nameof(_client), nameof(_server), nameof(Models))]
    private void Open()
    {
        var configuration = new ConfigurationFile(_home.ConfigPath, _home.Environment).Read();
        Models = new ServedModels(configuration);
        _client = new HolySheepClient(new HolySheepClientOptions { Configuration = configuration, Environment = _home.Environment, StateFolder = _home.Folder });
        _server = new GatewayServer(new GatewayBackend(_client, Models) { Callers = GatewayToken.ReadAll(configuration.GatewayClients, _home.Environment) }, _options, _time);
    }

    private async Task EndAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _server.StopAsync(atOnce.Token);
        await _server.DisposeAsync();
    }
}
