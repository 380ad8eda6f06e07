using System;
using System.Linq;
using HolySheep.Architecture.Tests.Rules;
using Mono.Cecil;
using Xunit;

namespace HolySheep.Architecture.Tests;

public class AreaTests
{
    private const string Root = "HolySheep";
    private static readonly string[] Expected = ["Chat", "Catalog", "Planning", "Calls", "Failures", "Health", "Limits", "Providers", "Transport", "Configuration", "State", "Spend", "Csv", "Interactive", "Templates", "Tools", "Conversations", "Files", "Processes", "Time", "Errors", "Sharing", "Maintenance", "Jobs", "Batches"];

    public static TheoryData<string> Targets => [.. Repository.Targets("HolySheep.Core")];

    private static bool IsStore(TypeDefinition type) => type.Name.EndsWith("Store", StringComparison.Ordinal) || type.Name is "ILedger" or "ILedgerRecords";

    private static ModuleDefinition Core(string target) => Repository.Module("HolySheep.Core", target);

    [Fact]
    public void Core_is_built_for_both_worlds() => Assert.Equal(["netstandard2.0", "net8.0"], Repository.Targets("HolySheep.Core"));

    [Theory]
    [MemberData(nameof(Targets))]
    public void Every_area_that_a_rule_speaks_of_has_a_type(string target) => Expect.None(AreaRules.Missing(Core(target), Root, Expected));

    [Theory]
    [MemberData(nameof(Targets))]
    public void Chat_uses_no_other_area(string target) => Expect.None(AreaRules.KnowsOnly(Core(target), Root, "Chat"));

    [Theory]
    [MemberData(nameof(Targets))]
    public void Catalog_uses_no_other_area(string target) => Expect.None(AreaRules.KnowsOnly(Core(target), Root, "Catalog"));

    [Theory]
    [MemberData(nameof(Targets))]
    public void Errors_uses_at_most_Chat(string target) => Expect.None(AreaRules.KnowsOnly(Core(target), Root, "Errors", "Chat"));

    [Theory]
    [MemberData(nameof(Targets))]
    public void Planning_knows_only_what_is_asked_and_what_is_configured(string target) =>
        Expect.None(AreaRules.KnowsOnly(Core(target), Root, "Planning", "Chat", "Catalog", "Configuration"));

    [Theory]
    [MemberData(nameof(Targets))]
    public void Planning_is_pure(string target) => Expect.None(AreaRules.Avoids(Core(target), Root, "Planning", AreaRules.Impure));

    [Theory]
    [MemberData(nameof(Targets))]
    public void Providers_never_retry(string target) => Expect.None(AreaRules.Avoids(Core(target), Root, "Providers", "Polly"));

    [Theory]
    [MemberData(nameof(Targets))]
    public void Csv_calls_no_provider(string target) => Expect.None(AreaRules.Avoids(Core(target), Root, "Csv", "HolySheep.Providers"));

    [Theory]
    [MemberData(nameof(Targets))]
    public void Core_has_no_console(string target) => Expect.None(AreaRules.Avoids(Core(target), Root, null, "System.Console"));

    [Theory]
    [MemberData(nameof(Targets))]
    public void Failures_are_judged_without_a_clock_and_without_input_or_output(string target) => Expect.None(AreaRules.Avoids(Core(target), Root, "Failures", AreaRules.Impure));

    [Theory]
    [MemberData(nameof(Targets))]
    public void No_operation_of_a_store_takes_a_function(string target)
    {
        Expect.None(StoreRules.TakesNoFunction(Core(target), IsStore));
        Assert.Equal(
            ["IAnswerStore", "IHealthStore", "IJobStore", "ILatencyStore", "ILedger", "ILedgerRecords", "ILimitStore", "IMeasurementStore", "ISplitStore", "ITurnStore"],
            Core(target).GetTypes().Where(type => type.IsInterface && IsStore(type)).Select(type => type.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void No_area_leads_back_to_itself(string target) => Expect.None(CycleRules.Cycles(Core(target), Root));

    [Theory]
    [MemberData(nameof(Targets))]
    public void Calls_name_no_vendor(string target) => Expect.None(WordingRules.NamesNoVendor(Core(target), Root, "Calls"));

    [Theory]
    [MemberData(nameof(Targets))]
    public void Failures_name_no_vendor(string target) => Expect.None(WordingRules.NamesNoVendor(Core(target), Root, "Failures"));

    [Theory]
    [MemberData(nameof(Targets))]
    public void Transport_names_no_vendor(string target) => Expect.None(WordingRules.NamesNoVendor(Core(target), Root, "Transport"));

    [Theory]
    [MemberData(nameof(Targets))]
    public void Transport_names_no_model(string target) => Expect.None(WordingRules.NamesNoModel(Core(target), Root, "Transport", Repository.ModelNames()));

    [Theory]
    [MemberData(nameof(Targets))]
    public void Only_Providers_say_words_of_a_wire(string target) =>
        Expect.None([.. Expected.Except(["Providers", "Csv", "Configuration"]).SelectMany(area => WordingRules.SaysNoWireWord(Core(target), Root, area))]);

    // a price map that a user imports has members of its own format
    [Theory]
    [MemberData(nameof(Targets))]
    public void Configuration_says_words_of_price_maps_alone(string target) => Expect.None(WordingRules.SaysNoWireWord(Core(target), Root, "Configuration", "max_output_tokens"));

    [Theory]
    [MemberData(nameof(Targets))]
    public void Csv_says_words_of_its_own_report_alone(string target) => Expect.None(WordingRules.SaysNoWireWord(Core(target), Root, "Csv", "stop_reason"));

    [Theory]
    [MemberData(nameof(Targets))]
    public void Core_shows_no_type_of_its_libraries(string target) =>
        Expect.None(SignatureRules.Hides(Core(target), Root, "Polly", "Microsoft.Data.Sqlite", "SQLitePCL", "System.Text.Json", "System.Net.ServerSentEvents", "System.IO.Hashing"));
}
