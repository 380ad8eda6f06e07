using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Csv.Agreement;

/// <summary>Only answers of the reference model itself prove an agreement with it.</summary>
public sealed class ReferenceModelTests
{
    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task A_job_whose_reference_model_another_one_replaces_ends_and_proves_nothing(bool byRule)
    {
        await using var stage = Stage.Alone(TimeProvider.System).With(configuration => byRule
            ? configuration with { Rules = [new RuleOptions { Name = "cheaper", Models = ["reference"], Model = "other" }] }
            : configuration with { Splits = new Dictionary<string, SplitOptions> { ["reference"] = new() { Model = "reference", To = [new SplitMember("other", 100)] } } });
        stage.One.Handle(_ => Reply.Text("""{"kind":"ham"}"""));
        using var folder = new JobFolder().WithRows(800);

        var error = await Assert.ThrowsAsync<ChatException>(() => folder.RunAsync(stage, AgreementJobTests.Promised));

        Assert.Contains("other answered in place of reference", error.Message, StringComparison.Ordinal);
        Assert.InRange(stage.One.CallsFor("other"), 3, 40);
        Assert.Equal(0, stage.One.CallsFor("reference"));
    }

    [Fact]
    public async Task What_another_model_answers_in_place_of_the_cheap_one_does_not_stand()
    {
        await using var stage = Stage.Alone(TimeProvider.System).With(configuration => configuration with
        {
            Splits = new Dictionary<string, SplitOptions> { ["cheap"] = new() { Model = "cheap", To = [new SplitMember("other", 100)] } },
        });
        stage.One.Handle(_ => Reply.Text("""{"kind":"ham"}"""));
        using var folder = new JobFolder().WithRows(800);

        var summary = await folder.RunAsync(stage, AgreementJobTests.Promised);

        Assert.Equal((800, false), (summary.Succeeded, summary.Agreement!.AllStand));
        Assert.All(folder.Column(AnswerColumns.Model), model => Assert.Equal("reference", model));
    }

    [Fact]
    public async Task No_other_model_is_asked_in_place_of_the_reference_model()
    {
        await using var stage = Stage.Chain(TimeProvider.System);
        var request = AgreementJobTests.Promised(new CsvJobOptions { Path = "in.csv", OutPath = "out.csv", Prompt = "{Body}", Request = new ChatRequest { Messages = [] } }).Request;

        var reference = AgreementRules.ReferenceOf(stage.Client, request, stage.Client.TargetsOf(request), new CsvAgreement(0.95, "alpha"));

        Assert.Equal(["one/alpha"], reference.Targets.Select(target => target.Target));
    }
}
