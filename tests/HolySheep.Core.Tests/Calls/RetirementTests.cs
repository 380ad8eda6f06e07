using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Catalog;
using HolySheep.Configuration;
using HolySheep.Harness;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HolySheep.Calls;

/// <summary>A model that its vendor retires within 30 days, or has retired, warns once, at that vendor alone.</summary>
public sealed class RetirementTests
{
    [Theory]
    [InlineData("2031-05-01", null)]
    [InlineData("2031-05-02", "OpenAI stops serving MODEL on 2031-06-01. It recommends new-1 instead.")]
    [InlineData("2031-05-31", "OpenAI stops serving MODEL on 2031-06-01. It recommends new-1 instead.")]
    [InlineData("2031-06-01", "OpenAI stopped serving MODEL on 2031-06-01: calls may fail, or another model may answer. It recommends new-1 instead.")]
    public async Task A_call_warns_from_30_days_before_the_date_and_names_the_successor(string today, string? warning)
    {
        // A process warns of a target once, so each day asks for a model of its own.
        warning = warning?.Replace("MODEL", "old-" + today, StringComparison.Ordinal);
        await using var stage = At(today, "openai");

        var first = (await stage.AskAsync(CallMode.Plain)).Result!;
        var second = (await stage.AskAsync(CallMode.Plain)).Result!;

        Assert.Equal(warning is null ? [] : [warning], first.Warnings.Concat(second.Warnings).Where(line => line.Contains("serving", StringComparison.Ordinal)));
        Assert.Equal(warning is not null, stage.Client.PlanRoute(Stage.Question()).Reasons.Contains(warning ?? "-"));
    }

    [Fact]
    public async Task Another_providers_model_of_the_same_name_has_its_own_schedule()
    {
        await using var stage = At("2031-06-30", preset: null);

        Assert.DoesNotContain((await stage.AskAsync(CallMode.Plain)).Result!.Warnings, line => line.Contains("serving", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_date_of_the_catalogue_is_of_a_known_vendor_and_has_its_source()
    {
        var retired = ModelCatalog.Embedded.Entries.Where(entry => entry.Retires is not null).ToList();
        Assert.True(retired.Count >= 20, $"{retired.Count}");
        Assert.All(retired, entry =>
        {
            Assert.Contains(PresetFile.Embedded, preset => preset.Vendor == entry.Retires!.Vendor);
            Assert.StartsWith("https://", entry.Retires!.Source, StringComparison.Ordinal);
            Assert.True(DateTime.ParseExact(entry.Retires.Read, "yyyy-MM-dd", null) <= new DateTime(2026, 11, 29));
            Assert.True(DateTime.ParseExact(entry.Retires.Date, "yyyy-MM-dd", null) > new DateTime(2026, 1, 1));
        });
    }

    [Theory]
    [InlineData("""{ "date": "2031-06-01" }""", "models[0].retires")]
    [InlineData("""{ "vendor": "OpenAI" }""", "models[0].retires")]
    [InlineData("""{ "vendor": "OpenAI", "date": "soon" }""", "models[0].retires.date")]
    public void A_retirement_of_the_users_catalogue_needs_vendor_and_date(string retires, string key)
    {
        using var home = new ConfigurationHome();
        home.Write($$"""{ "models": [ { "id": "old-1", "retires": {{retires}} } ] }""", "catalog.json");
        Assert.Equal(key, home.Refusal("{}").Key);
    }

    private static Stage At(string today, string? preset)
    {
        var entry = new ModelEntry { Id = "old-" + today, Retires = new ModelRetirement("OpenAI", "2031-06-01", "new-1", "https://a.example", "2031-01-01") };
        return new Stage(["one/old-" + today], []) { Clock = new FakeTimeProvider(DateTimeOffset.Parse(today + "T00:00:00Z", null)) }
            .With(configuration => configuration with { Catalog = new ModelCatalog([entry]) })
            .WithProvider("one", provider => provider with { Preset = preset });
    }
}
