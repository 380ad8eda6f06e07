using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.PowerShell.Tests.Engine;
using HolySheep.TestKit;
using HolySheep.TestKit.Processes;
using Xunit;

namespace HolySheep.PowerShell.Tests.Secrets;

/// <summary>What an unattended run keeps of its calls, in a real <c>pwsh</c>, of a provider that repeats the caller's key wherever it can put text.</summary>
public sealed class TranscriptTests
{
    // Each place is a model of its own, at a provider of its own for each call: one that refuses a key is not asked again. What a person would print of results and errors to find out what happened is printed.
    private const string Script =
        """
        $ErrorActionPreference = 'Continue'
        Import-Module $env:TEST_MODULE
        $null = Start-Transcript $env:TEST_TRANSCRIPT
        foreach ($model in $env:TEST_MODELS.Split(',')) {
            foreach ($stream in $false, $true) {
                $Error.Clear()
                $result = Invoke-HolySheepChat 'Say it' -Model "$model$stream/$model" -Stream:$stream -MaximumRetryCount 0 -Verbose -Debug -WarningAction Continue -InformationAction Continue
                "== $model $stream"
                $result | Format-List * -Force
                $result.Attempts | Format-List * -Force
                $result | ConvertTo-Json -Depth 8 -WarningAction SilentlyContinue
                $Error | Format-List * -Force
                $Error | ConvertTo-Json -Depth 3 -WarningAction SilentlyContinue
                foreach ($record in $Error) {
                    for ($depth = $record.Exception; $depth; $depth = $depth.InnerException) {
                        $depth | Format-List * -Force
                        $depth.ToString()
                        $depth.Data.Keys + $depth.Data.Values
                    }

                    $record.ErrorDetails | Format-List * -Force
                }
            }
        }

        Get-HolySheepHealth | Format-List * -Force
        Get-HolySheepUsage -GroupBy Model | Format-List * -Force
        Test-HolySheepProvider test -Model echo0 -Verbose -Debug | Format-List * -Force
        $Error | Format-List * -Force
        $null = Stop-Transcript
        """;

    [Fact]
    public async Task A_transcript_shows_no_key_that_a_provider_repeats()
    {
        await using var provider = new ScriptedProvider("local");
        foreach (var (place, index) in Reply.EchoPlaces.Select((place, index) => (place, index)))
        {
            provider.On($"echo{index}").Answer(Reply.Echoing(place, KeyMarker.Value));
        }

        var names = Enumerable.Range(0, Reply.EchoPlaces.Count).SelectMany(index => new[] { $"echo{index}False", $"echo{index}True" }).Append("test");
        var providers = string.Join(", ", names.Select(name => $$"""
            "{{name}}": { "kind": "openai", "baseUrl": "{{provider.BaseUrl}}", "apiKey": "env:TEST_KEY" }
            """));
        using var home = new TempHome($$"""{ "providers": { {{providers}} }, "defaults": { "provider": "test" } }""");
        var transcript = Path.Combine(home.Folder, "transcript.txt");
        home.Set("TEST_KEY", KeyMarker.Value).Set("TEST_MODULE", StagedModule.Manifest).Set("TEST_TRANSCRIPT", transcript)
            .Set("TEST_MODELS", string.Join(',', Enumerable.Range(0, Reply.EchoPlaces.Count).Select(index => $"echo{index}")));

        var child = await ChildProcess.RunAsync(
            ShellProcess.Options(typeof(TranscriptTests).Assembly, "-NoProfile", "-NonInteractive", "-File", home.WriteFile("run.ps1", Script)) with
            {
                Environment = home.Variables,
                Limit = TimeSpan.FromMinutes(5),
            });

        var told = await File.ReadAllTextAsync(transcript);
        Assert.True(child.ExitCode == 0 && told.Contains($"== echo{Reply.EchoPlaces.Count - 1} True", StringComparison.Ordinal), child.ToString());
        Assert.Contains("***", told, StringComparison.Ordinal);
        Assert.True(provider.CallCount >= 2 * Reply.EchoPlaces.Count, $"{provider.CallCount} calls");
        AssertHidden(told);
        AssertHidden(child.Stdout);
        AssertHidden(child.Stderr);
    }

    private static void AssertHidden(string text)
    {
        // A console wraps lines, which the search sees through; the first place tells most.
        Assert.True(KeyMarker.FindInText(text) is [], string.Join('\n', text.Split('\n').Where(line => KeyMarker.FindInText(line).Count > 0).Take(5)));
    }
}
