using System.Collections.Generic;
using HolySheep.Architecture.Tests.Bait;
using HolySheep.Architecture.Tests.Rules;
using Mono.Cecil;
using Xunit;

namespace HolySheep.Architecture.Tests;

/// <summary>Each rule over assemblies, held against types of this assembly that break it.</summary>
public class RulesBiteTests
{
    private const string Root = "HolySheep.Architecture.Tests.Bait";
    private static readonly ModuleDefinition Bait = ModuleDefinition.ReadModule(typeof(RulesBiteTests).Assembly.Location);

    [Fact]
    public void A_missing_area_is_reported()
    {
        Expect.Reports("Bait.Catalog has no type", AreaRules.Missing(Bait, Root, "Chat", "Catalog"));
        Expect.None(AreaRules.Missing(Bait, Root, "Chat", "Routing"));
    }

    [Fact]
    public void Chat_that_knows_Routing_is_reported() =>
        Expect.Reports("ChatThatKnowsRouting.get_Name uses", AreaRules.KnowsOnly(Bait, Root, "Chat"));

    [Fact]
    public void Errors_that_know_Routing_are_reported_and_Chat_is_allowed()
    {
        IReadOnlyList<string> violations = AreaRules.KnowsOnly(Bait, Root, "Errors", "Chat");
        Expect.Reports("Bait.Routing.RoutingThatWaits", violations);
        Assert.DoesNotContain(violations, violation => violation.Contains("uses HolySheep.Architecture.Tests.Bait.Chat", System.StringComparison.Ordinal));
    }

    [Fact]
    public void Operations_of_a_store_that_take_functions_are_reported_and_others_are_not() => Assert.Equal(
        ["IStoreThatRunsFunctions.Change takes the function 'change'", "IStoreThatRunsFunctions.Update takes the function 'update'"],
        StoreRules.TakesNoFunction(Bait, static type => type.Name == nameof(IStoreThatRunsFunctions)));

    [Fact]
    public void Areas_that_use_each_other_are_reported_and_others_are_not()
    {
        var cycles = CycleRules.Cycles(Bait, Root);
        Expect.Reports("Health and Limits use each other", cycles);
        Assert.DoesNotContain(cycles, cycle => cycle.Contains("Csv", System.StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("System.TimeProvider")]
    [InlineData("System.Threading.Tasks.Task")]
    [InlineData("System.IO.File")]
    public void Routing_that_is_not_pure_is_reported(string used) =>
        Expect.Reports($"uses {used}", AreaRules.Avoids(Bait, Root, "Routing", AreaRules.Impure));

    [Fact]
    public void A_provider_that_retries_is_reported() => Expect.Reports("ProviderThatRetries.Send uses Polly.ResiliencePipeline", AreaRules.Avoids(Bait, Root, "Providers", "Polly"));

    [Fact]
    public void Csv_that_calls_a_provider_is_reported() => Expect.Reports("uses HolySheep.Architecture.Tests.Bait.Providers.ProviderThatRetries", AreaRules.Avoids(Bait, Root, "Csv", Root + ".Providers"));

    [Fact]
    public void Core_that_prints_is_reported() => Expect.Reports("CoreThatPrints.Print uses System.Console", AreaRules.Avoids(Bait, Root, null, "System.Console"));

    [Theory]
    [InlineData("'anthropic' in the literal 'Anthropic says no'")]
    [InlineData("'gemini' in the name 'GeminiDelay'")]
    [InlineData("'deepseek' in the literal 'x-deepseek-hint'")]
    [InlineData("'mistral' in the literal 'as Mistral does'")]
    [InlineData("'openai' in the literal 'openai'")]
    [InlineData("'openrouter' in the literal 'openrouter'")]
    [InlineData("'gpt' in the literal 'holysheep/gpt'")]
    [InlineData("'holysheep' in the literal 'api.holysheep.ai'")]
    [InlineData("'holysheep' in the literal 'the provider holysheep is down'")]
    public void A_vendor_is_reported_wherever_it_is_named(string where) => Expect.Reports(where, WordingRules.NamesNoVendor(Bait, Root, "Resilience"));

    [Theory]
    [InlineData("its own name")]
    [InlineData("as a command")]
    public void The_names_of_the_product_and_its_command_are_not_vendors(string said) =>
        Assert.DoesNotContain(WordingRules.NamesNoVendor(Bait, Root, "Resilience"), violation => violation.Contains(said, System.StringComparison.Ordinal));

    [Theory]
    [InlineData("'finish_reason'")]
    [InlineData("'tool_calls'")]
    [InlineData("'stream_options'")]
    [InlineData("'messages'")]
    public void A_word_of_a_wire_is_reported(string word) => Expect.Reports("CallsThatSpeakAWire says " + word, WordingRules.SaysNoWireWord(Bait, Root, "Calls"));

    [Fact]
    public void Wire_words_that_are_English_words_are_allowed_in_sentences_and_formats_of_our_own_may_use_them()
    {
        Assert.DoesNotContain(WordingRules.SaysNoWireWord(Bait, Root, "Calls"), violation => violation.Contains("English", System.StringComparison.Ordinal));
        Assert.DoesNotContain(WordingRules.SaysNoWireWord(Bait, Root, "Calls", "finish_reason"), violation => violation.Contains("says 'finish_reason'", System.StringComparison.Ordinal));
    }

    [Fact]
    public void A_model_is_reported_as_a_whole_word_only() =>
        Assert.EndsWith("says 'o3' in the literal 'o3'", Assert.Single(WordingRules.NamesNoModel(Bait, Root, "Transport", ["o3"])), System.StringComparison.Ordinal);

    [Theory]
    [InlineData("SignatureThatShowsJson shows System.Text.Json.JsonElement")]
    [InlineData("get_Property shows System.Text.Json.JsonDocument")]
    [InlineData("Inherited shows System.Text.Json.JsonValueKind")]
    [InlineData("Nested.Field shows System.Text.Json.JsonTokenType")]
    public void A_library_type_that_callers_can_see_is_reported(string where) => Expect.Reports(where, SignatureRules.Hides(Bait, Root, "System.Text.Json"));

    [Fact]
    public void A_library_type_that_callers_cannot_see_is_allowed() =>
        Assert.DoesNotContain(SignatureRules.Hides(Bait, Root, "System.Text.Json"), violation => violation.Contains("Unseen", System.StringComparison.Ordinal) || violation.Contains("Private", System.StringComparison.Ordinal));

    [Fact]
    public void A_reference_beyond_the_runtime_and_the_engine_is_reported()
    {
        IReadOnlyList<string> violations = ReferenceRules.NothingButTheRuntimeAndTheEngine(Bait);
        Expect.Reports("references Mono.Cecil", violations);
        Assert.DoesNotContain(violations, violation => violation.Contains("System.Runtime", System.StringComparison.Ordinal));
    }

    [Fact]
    public void A_forbidden_reference_is_reported_by_its_name_or_its_family()
    {
        Expect.Reports("references Polly.Core", ReferenceRules.Forbids(Bait, "Polly.Core"));
        Expect.Reports("references Polly.Core", ReferenceRules.Forbids(Bait, "Polly.*"));
        Expect.None(ReferenceRules.Forbids(Bait, "Poll", "Polly"));
    }
}
