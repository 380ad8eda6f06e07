using HolySheep.TestKit;

namespace HolySheep.Cli.Tests;

/// <summary>Homes whose provider is a scripted one, called with the marked key.</summary>
internal static class ProviderHome
{
    /// <summary>The provider <c>holysheep</c> at this address, with the built-in chains.</summary>
    public static TempHome At(string baseUrl) =>
        new TempHome($$"""{ "providers": { "holysheep": { "kind": "openai", "baseUrl": "{{baseUrl}}" } } }""").Set("HOLYSHEEP_API_KEY", KeyMarker.Value);

    /// <summary>The provider <c>holysheep</c> and a second one named <c>backup</c>.</summary>
    public static TempHome At(ScriptedProvider first, ScriptedProvider second) => new TempHome($$"""
        {
          "providers": {
            "holysheep": { "kind": "openai", "baseUrl": "{{first.BaseUrl}}" },
            "backup": { "kind": "openai", "baseUrl": "{{second.BaseUrl}}", "apiKey": "env:BACKUP_KEY" }
          },
          "models": { "gpt-4.1": { "targets": [ "holysheep/gpt-4.1", "backup/gpt-4.1" ] } }
        }
        """).Set("HOLYSHEEP_API_KEY", KeyMarker.Value).Set("BACKUP_KEY", KeyMarker.Value);
}
