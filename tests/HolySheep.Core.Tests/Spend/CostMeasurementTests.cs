using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Catalog;
using HolySheep.Configuration;
using HolySheep.Errors;
using HolySheep.Spend.Pricing;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Spend;

/// <summary>What prompts would cost, without a call.</summary>
public sealed class CostMeasurementTests : IDisposable
{
    private readonly TempHome _home = new("""
        {
          "providers": { "one": { "kind": "openai", "baseUrl": "http://127.0.0.1:9/v1" }, "play": { "kind": "sandbox" } },
          "models": {
            "small": { "targets": [ "one/small", "one/other" ], "price": { "input": 1000, "output": 2000, "longContext": { "from": 10, "input": 3000, "output": 4000 } } },
            "free": { "targets": [ "play/gpt-4.1" ] }
          },
          "chains": { "small": [ "gpt-4.1", "nobody-knows" ] },
          "defaults": { "model": "small", "provider": "one" }
        }
        """);

    [Fact]
    public void The_default_model_and_its_chain_are_measured_each_at_its_first_target()
    {
        var estimates = Measure(measurement => measurement.AddAsync("four"));
        Assert.Equal([("small", "one"), ("gpt-4.1", "one"), ("nobody-knows", "one")], estimates.Select(estimate => (estimate.Model, estimate.Provider)));
        Assert.All(estimates, estimate => Assert.Equal((1L, 1L, 1_000L), (estimate.Items, estimate.PromptTokens, estimate.OutputTokens)));
    }

    [Fact]
    public void Prompts_and_answers_are_added_up_apart_and_a_long_prompt_pays_for_its_length_alone()
    {
        var estimate = Measure(async measurement =>
        {
            await measurement.AddAsync(Words(10));
            await measurement.AddAsync(Words(11));
        }, ["small"], outputTokens: 100).Single();
        Assert.Equal((2L, 21L, 200L), (estimate.Items, estimate.PromptTokens, estimate.OutputTokens));
        Assert.Equal(((10 * 1000m) + (11 * 3000m)) / 1_000_000, estimate.InputCost);
        Assert.Equal((100 * (2000m + 4000m)) / 1_000_000, estimate.OutputCost);
        Assert.Equal(estimate.InputCost + estimate.OutputCost, estimate.Cost);
        Assert.Equal((_home.ConfigPath, (string?)null), (estimate.Price!.Source, estimate.Price.Date));
    }

    [Fact]
    public void Tokens_are_counted_where_the_models_encoding_is_at_hand_and_else_marked_as_estimated()
    {
        const string Text = "The quick brown fox jumps over the lazy dog, antidisestablishmentarianism and all.";
        var estimates = Measure(measurement => measurement.AddAsync(Text), ["gpt-4.1", "small"]);
        Assert.Equal((TokenCount.Of("o200k_base", Text), false), (estimates[0].PromptTokens, estimates[0].Estimated));
        Assert.Equal((TokenEstimate.Of(Text), true), (estimates[1].PromptTokens, estimates[1].Estimated));
    }

    [Fact]
    public void An_unknown_price_is_null_with_a_reason_and_an_unknown_window_says_nothing()
    {
        var estimate = Measure(measurement => measurement.AddAsync("a"), ["nobody-knows"]).Single();
        Assert.Equal((null, null, null, "No price is known for one/nobody-knows."), (estimate.Cost, estimate.InputCost, estimate.Fits, estimate.CostReason));
    }

    [Fact]
    public void A_free_call_costs_nothing()
    {
        var estimate = Measure(measurement => measurement.AddAsync("a"), ["free"]).Single();
        Assert.Equal((0m, null, null), (estimate.Cost, estimate.CostReason, estimate.Price));
    }

    [Fact]
    public void Prompts_that_do_not_fit_with_their_answer_are_counted()
    {
        _home.WriteFile("catalog.json", """{ "models": [ { "id": "small", "contextWindow": 30, "maxOutput": 20 } ] }""");
        var estimate = Measure(async measurement =>
        {
            await measurement.AddAsync(Words(10));
            await measurement.AddAsync(Words(11));
        }, ["small"]).Single();
        Assert.Equal((40L, 1L, false), (estimate.OutputTokens, estimate.TooLong, estimate.Fits));
        Assert.True(Measure(measurement => measurement.AddAsync(Words(10)), ["small"]).Single().Fits);
    }

    [Fact]
    public void Two_names_of_one_target_are_measured_once() =>
        Assert.Single(Measure(measurement => measurement.AddAsync("a"), ["claude-sonnet-4.5", "claude-sonnet-4-5"]));

    [Fact]
    public void A_file_is_one_prompt_whatever_its_encoding()
    {
        File.WriteAllText(Path.Combine(_home.Folder, "a.txt"), Words(7), new System.Text.UnicodeEncoding());
        Assert.Equal(7, Measure(measurement => measurement.AddFileAsync(Path.Combine(_home.Folder, "a.txt")), ["small"]).Single().PromptTokens);
    }

    [Theory]
    [InlineData(",")]
    [InlineData(";")]
    [InlineData("\t")]
    public void Each_row_of_a_csv_file_is_a_prompt(string delimiter)
    {
        var path = _home.WriteFile("rows.csv", string.Join(delimiter, "Id", "Body") + "\n1" + delimiter + "\"aaaa\naaa\"\n2" + delimiter + "bbbb\n3\n");
        var estimate = Measure(measurement => measurement.AddCsvAsync(path, "Ask {body}"), ["small"]).Single();
        Assert.Equal((3L, 3 + 2 + 1), (estimate.Items, estimate.PromptTokens));
    }

    [Fact]
    public void An_input_that_cannot_be_measured_is_refused_with_the_reason()
    {
        var csv = _home.WriteFile("rows.csv", "Id,Body\n1,a\n");
        var empty = _home.WriteFile("empty.csv", "");
        Refused(() => Measure(measurement => measurement.AddCsvAsync(csv, "{Bdoy}")), "did you mean 'Body'?");
        Refused(() => Measure(measurement => measurement.AddCsvAsync(csv, null)), "no prompt for the rows");
        Refused(() => Measure(measurement => measurement.AddCsvAsync(empty, "{Body}")), "is empty");
        Refused(() => Measure(measurement => measurement.AddFileAsync(Path.Combine(_home.Folder, "gone.txt"))), "gone.txt");
        Refused(() => Measure(measurement => measurement.AddFileAsync(_home.Folder)), "cannot be read");
        Refused(() => Measure(_ => Task.CompletedTask), "nothing to measure");
        Refused(() => Measure(measurement => measurement.AddAsync("a"), []), "No model");
        Refused(() => Measure(measurement => measurement.AddAsync("a"), outputTokens: -1), "-1 tokens");
    }

    public void Dispose() => _home.Dispose();

    private static string Words(int tokens) => new('a', tokens * 4);

    private static void Refused(Action measure, string expected)
    {
        var error = Assert.Throws<HolySheepException>(measure);
        Assert.Equal(ErrorCode.ArgumentInvalid, error.Code);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private CostEstimate[] Measure(Func<CostMeasurement, Task> add, string[]? models = null, int? outputTokens = null)
    {
        using var client = new HolySheepClient(new HolySheepClientOptions { Configuration = new ConfigurationFile(null, _home.Environment).Read(), Environment = _home.Environment });
        var measurement = client.MeasureCost(models, outputTokens);
        add(measurement).GetAwaiter().GetResult();
        return [.. measurement.ToEstimates()];
    }
}
