using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Options;
using HolySheep.Providers;
using HolySheep.TestKit;
using HolySheep.TestKit.Voices;

namespace HolySheep.Harness;

/// <summary>Two scripted providers and a client between them and the test: the model <c>alpha</c>, and <c>beta</c> after it.</summary>
internal sealed class Stage : IAsyncDisposable
{
    // a call that never ends is a failed test, not a hanging run
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Dictionary<string, string> _variables = new() { ["ONE_KEY"] = "key-of-one", ["TWO_KEY"] = "key-of-two" };
    private HolySheepClient? _client;

    public Stage(string[] alpha, string[] chain)
    {
        Configuration = new HolySheepConfiguration
        {
            Providers = new Dictionary<string, ProviderOptions> { ["one"] = Provider("one", One.BaseUrl, "ONE_KEY"), ["two"] = Provider("two", Two.BaseUrl, "TWO_KEY") },
            Models = new Dictionary<string, ModelOptions>
            {
                ["alpha"] = new() { Targets = [.. alpha.Select(Target)], Price = new ModelPrice(1m, 2m) },
                ["beta"] = new() { Targets = [Target("two/beta")], Price = new ModelPrice(10m, 20m) },
            },
            Chains = new Dictionary<string, IReadOnlyList<string>> { ["alpha"] = chain },
            Defaults = new DefaultOptions { Model = "alpha", Provider = "one" },
        };
    }

    public ScriptedProvider One { get; } = new("one");

    public ScriptedProvider Two { get; } = new("two");

    /// <summary>By default one on which waits cost no real time and limits never pass by themselves.</summary>
    public TimeProvider Clock { get; init; } = new AutoAdvanceTimeProvider();

    public Func<double> Randomness { get; init; } = () => 0.5;

    public HolySheepConfiguration Configuration { get; private set; }

    /// <summary>Where the clients keep state for each other; null means in themselves.</summary>
    public string? StateFolder { get; init; }

    /// <summary>Sends the requests in place of the network; null means the network.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>Which wire a kind of provider speaks; null means the built-in table.</summary>
    public Func<ProviderOptions, IWire>? Wires { get; init; }

    public HolySheepClientOptions Options => new()
    {
        Handler = Handler,
        Wires = Wires,
        Configuration = Configuration,
        Environment = name => _variables.GetValueOrDefault(name),
        StateFolder = StateFolder,
        TimeProvider = Clock,
        Randomness = Randomness,
    };

    public HolySheepClient Client => _client ??= NewClient();

    /// <summary>The waits that the code under test made, in seconds.</summary>
    public IReadOnlyList<double> Waits => [.. ((AutoAdvanceTimeProvider)Clock).Waits.Select(wait => Math.Round(wait.TotalSeconds, 3))];

    /// <summary>alpha at one, nothing after it.</summary>
    public static Stage Alone(TimeProvider? clock = null) => Of(["one/alpha"], [], clock);

    /// <summary>alpha at one and two, nothing after it.</summary>
    public static Stage SameModel(TimeProvider? clock = null) => Of(["one/alpha", "two/alpha"], [], clock);

    /// <summary>alpha at one, then beta at two.</summary>
    public static Stage Chain(TimeProvider? clock = null) => Of(["one/alpha"], ["beta"], clock);

    public static Stage Of(string[] alpha, string[] chain, TimeProvider? clock = null) => new(alpha, chain) { Clock = clock ?? new AutoAdvanceTimeProvider() };

    public static ChatRequest Question(string text = "How high is the tower?") => new() { Messages = [ChatMessage.User(text)] };

    /// <summary>A client of the same configuration, as another process would make it.</summary>
    public HolySheepClient NewClient() => new(Options);

    /// <summary>Changes the configuration before the first call.</summary>
    public Stage With(Func<HolySheepConfiguration, HolySheepConfiguration> change)
    {
        Configuration = change(Configuration);
        return this;
    }

    /// <summary>Changes one provider before the first call.</summary>
    public Stage WithProvider(string name, Func<ProviderOptions, ProviderOptions> change) => With(configuration => configuration with
    {
        Providers = configuration.Providers.ToDictionary(entry => entry.Key, entry => entry.Key == name ? change(entry.Value) : entry.Value),
    });

    /// <summary>Both providers speak this wire.</summary>
    public Stage Speaking(string wire) => Speaking("one", wire).Speaking("two", wire);

    /// <summary>One provider speaks this wire.</summary>
    public Stage Speaking(string name, string wire)
    {
        var voice = Voice.Of(wire);
        return WithProvider(name, provider => provider with { Kind = Enum.Parse<ProviderKind>(voice.Kind.Replace("-", "", StringComparison.Ordinal), ignoreCase: true), BaseUrl = new Uri(voice.BaseUrl(name == "one" ? One.Root : Two.Root)) });
    }

    /// <summary>Sets an environment variable of the client.</summary>
    public Stage WithVariable(string name, string value)
    {
        _variables[name] = value;
        return this;
    }

    public Task<Asked> AskAsync(CallMode mode, ChatRequest? request = null, CancellationToken cancellationToken = default) =>
        Caller.AskAsync(Client, request ?? Question(), mode, cancellationToken: cancellationToken).WaitAsync(Patience, CancellationToken.None);

    /// <summary>One call by a process of its own.</summary>
    public async Task<Asked> AskAsAnotherAsync(CallMode mode = CallMode.Plain, ChatLimits? limits = null)
    {
        using var client = NewClient();
        return await Caller.AskAsync(client, Question() with { Limits = limits ?? new ChatLimits() }, mode).WaitAsync(Patience, CancellationToken.None);
    }

    public Task<Asked> AskAsync(CallMode mode, ChatLimits limits) => AskAsync(mode, Question() with { Limits = limits });

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        await One.DisposeAsync();
        await Two.DisposeAsync();
    }

    private static ProviderOptions Provider(string name, string address, string variable) => new()
    {
        Name = name,
        Kind = ProviderKind.OpenAI,
        BaseUrl = new Uri(address),
        ApiKeys = [new KeyReference(KeySource.Environment, variable)],
    };

    private static TargetOptions Target(string text) => new(text.Split('/')[0], text.Split('/')[1]);
}
