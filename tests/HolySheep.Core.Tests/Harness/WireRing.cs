using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Configuration;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Options;
using HolySheep.TestKit;
using HolySheep.TestKit.Voices;

namespace HolySheep.Harness;

/// <summary>One scripted provider for each wire, and a client between them and the test.</summary>
internal sealed class WireRing : IAsyncDisposable
{
    private readonly Dictionary<string, ScriptedProvider> _providers = Voice.All.ToDictionary(voice => voice.Name, voice => new ScriptedProvider("at" + voice.Name.Replace("-", "", StringComparison.Ordinal)));

    public WireRing() => Client = new HolySheepClient(new HolySheepClientOptions
    {
        Configuration = new HolySheepConfiguration
        {
            Providers = Voice.All.ToDictionary(voice => NameOf(voice.Name), voice => new ProviderOptions
            {
                Name = NameOf(voice.Name),
                Kind = Enum.Parse<ProviderKind>(voice.Kind.Replace("-", "", StringComparison.Ordinal), ignoreCase: true),
                BaseUrl = new Uri(voice.BaseUrl(_providers[voice.Name].Root)),
                ApiKeys = [new KeyReference(KeySource.Environment, "KEY")],
            }),
            Models = new Dictionary<string, ModelOptions>(),
            Chains = new Dictionary<string, IReadOnlyList<string>>(),
            Defaults = new DefaultOptions { Provider = NameOf("openai") },
        },
        Environment = name => name == "KEY" ? "key-of-the-ring" : null,
        TimeProvider = new AutoAdvanceTimeProvider(),
    });

    public HolySheepClient Client { get; }

    public static IReadOnlyList<string> Wires { get; } = [.. Voice.All.Select(voice => voice.Name)];

    public ScriptedProvider this[string wire] => _providers[wire];

    public static string NameOf(string wire) => "ring-" + wire;

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        foreach (var provider in _providers.Values)
        {
            await provider.DisposeAsync();
        }
    }
}
