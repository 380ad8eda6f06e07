using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Configuration;
using HolySheep.Errors;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Providers.Masking;

/// <summary>A provider that repeats the key when its models are asked for brings it into no listing and no verdict of a test.</summary>
public sealed class ListingEchoTests
{
    public static TheoryData<string> Places => [.. Reply.EchoPlaces, "listed"];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task An_echoed_key_is_in_no_listing_and_in_no_verdict(string place)
    {
        foreach (var text in Spellings())
        {
            using var home = new TempHome().Set("A", KeyMarker.Value);
            await using var provider = new ScriptedProvider();
            if (place == "listed")
            {
                provider.Lists("gpt-4.1", text);
            }
            else
            {
                provider.Handle(_ => Reply.Echoing(place, text));
            }

            home.WriteConfig($$"""{ "providers": { "local": { "kind": "openai", "baseUrl": "{{provider.BaseUrl}}", "apiKey": "env:A" } }, "defaults": { "provider": "local" } }""");
            using var client = new HolySheepClient(new HolySheepClientOptions { Configuration = new ConfigurationFile(null, home.Environment).Read(), Environment = home.Environment, StateFolder = home.Folder });

            var told = new List<string>
            {
                await ToldAsync(async () => await client.TestProviderAsync("local", null)),
                await ToldAsync(async () => await client.TestProviderAsync("local", "gpt-4.2")),
                await ToldAsync(async () => await client.ListModelsAsync("local")),
            };

            Assert.NotEmpty(provider.Requests);
            Assert.True(told.All(line => KeyMarker.FindInText(line).Count == 0), told.FirstOrDefault(line => KeyMarker.FindInText(line).Count > 0));
        }
    }

    private static async Task<string> ToldAsync(Func<Task<object>> ask)
    {
        try
        {
            var result = await ask();
            return JsonSerializer.Serialize(result) + result;
        }
        catch (HolySheepException exception)
        {
            var told = exception.Hint;
            for (Exception? depth = exception; depth is not null; depth = depth.InnerException)
            {
                told += depth.ToString() + depth.Message;
            }

            return told!;
        }
    }

    private static IEnumerable<string> Spellings() =>
    [
        KeyMarker.Value,
        KeyMarker.Value[..20] + "...",
        string.Concat(KeyMarker.Value.Select(character => $"%{(int)character:X2}")),
        string.Concat(KeyMarker.Value.Select(character => $"\\u{(int)character:x4}")),
    ];
}
