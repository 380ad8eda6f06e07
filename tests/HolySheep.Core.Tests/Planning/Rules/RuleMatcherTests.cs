using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text.RegularExpressions;
using HolySheep.Configuration;
using HolySheep.Configuration.Options;
using Xunit;

namespace HolySheep.Planning.Rules;

public sealed class RuleMatcherTests
{
    private static readonly TimeZoneInfo Hanoi = TimeZoneInfo.CreateCustomTimeZone("test+7", TimeSpan.FromHours(7), "test+7", "test+7");

    [Fact]
    public void The_first_rule_whose_conditions_all_hold_wins()
    {
        RuleOptions[] rules =
        [
            new() { Name = "one", Task = "summarise", MinPromptTokens = 100, Model = "a" },
            new() { Name = "two", Task = "summarise", Model = "b" },
            new() { Name = "three", MinPromptTokens = 1, Model = "c" },
        ];
        Assert.Equal("two", First(rules, new ChoiceFacts { Task = "Summarise", PromptTokens = 99 }));
        Assert.Equal("one", First(rules, new ChoiceFacts { Task = "summarise", PromptTokens = 100 }));
        Assert.Equal("three", First(rules, new ChoiceFacts { PromptTokens = 5 }));
        Assert.Null(First(rules, new ChoiceFacts()));
    }

    [Theory]
    [InlineData(9, false), InlineData(10, true), InlineData(20, true), InlineData(21, false)]
    public void A_range_of_prompt_tokens_has_both_its_ends(long tokens, bool matches) =>
        Assert.Equal(matches, Matches(new RuleOptions { Name = "r", MinPromptTokens = 10, MaxPromptTokens = 20, Model = "m" }, new ChoiceFacts { PromptTokens = tokens }));

    [Theory]
    [InlineData("team=ops", false), InlineData("team=ops,env=prod", true), InlineData("TEAM=Ops,env=PROD,more=x", true), InlineData("team=ops,env=test", false), InlineData("", false)]
    public void Every_tag_of_a_rule_is_on_the_call_whatever_its_case(string tags, bool matches) =>
        Assert.Equal(matches, Matches(
            new RuleOptions { Name = "r", Tags = new Dictionary<string, string> { ["team"] = "ops", ["env"] = "prod" }, Model = "m" },
            new ChoiceFacts { Tags = tags.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(tag => tag.Split('=')).ToDictionary(tag => tag[0], tag => tag[1]) }));

    [Theory]
    [InlineData("22:00-06:00", 21, 59, false), InlineData("22:00-06:00", 22, 0, true), InlineData("22:00-06:00", 0, 0, true), InlineData("22:00-06:00", 5, 59, true), InlineData("22:00-06:00", 6, 0, false)]
    [InlineData("9:00-17:30", 9, 0, true), InlineData("9:00-17:30", 17, 29, true), InlineData("9:00-17:30", 17, 30, false), InlineData("18:00-24:00", 23, 59, true), InlineData("18:00-24:00", 0, 0, false)]
    public void A_time_of_day_begins_with_its_start_and_ends_before_its_end_over_midnight_too(string between, int hour, int minute, bool matches)
    {
        var rule = new RuleOptions { Name = "r", Between = TimeWindow.Parse(between, null), Model = "m" };
        var moment = new DateTimeOffset(2026, 11, 22, hour, minute, 0, TimeSpan.Zero);
        Assert.Equal(matches, Matches(rule, new ChoiceFacts { Now = moment }));

        // The same clock time seven hours to the east is an earlier moment; the rule's own zone goes before the machine's.
        var eastern = new DateTimeOffset(2026, 11, 22, hour, minute, 0, TimeSpan.FromHours(7)).ToUniversalTime();
        Assert.Equal(matches, Matches(rule, new ChoiceFacts { Now = eastern, LocalZone = Hanoi }));
        Assert.Equal(matches, Matches(rule with { Between = rule.Between! with { Zone = Hanoi } }, new ChoiceFacts { Now = eastern }));
    }

    [Fact]
    public void A_time_of_day_follows_the_clocks_of_its_zone_through_summer_time()
    {
        var rule = new RuleOptions { Name = "r", Between = TimeWindow.Parse("09:00-10:00", TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")), Model = "m" };
        Assert.True(Matches(rule, new ChoiceFacts { Now = new DateTimeOffset(2026, 1, 15, 8, 30, 0, TimeSpan.Zero) }));
        Assert.True(Matches(rule, new ChoiceFacts { Now = new DateTimeOffset(2026, 7, 15, 7, 30, 0, TimeSpan.Zero) }));
        Assert.False(Matches(rule, new ChoiceFacts { Now = new DateTimeOffset(2026, 7, 15, 8, 30, 0, TimeSpan.Zero) }));
    }

    [Fact]
    public void A_call_that_names_its_model_is_left_alone_but_for_rules_that_name_the_model_too()
    {
        var any = new RuleOptions { Name = "any", Task = "t", Model = "m" };
        var named = any with { Name = "named", Models = ["known-4.5"] };
        Assert.Equal("any", First([any, named], new ChoiceFacts { Task = "t" }));
        Assert.Null(First([any, named], new ChoiceFacts { Task = "t", Model = "other" }, "other"));
        Assert.Equal("named", First([any, named], new ChoiceFacts { Task = "t", Model = "known-4-5" }, "known-4-5"));
        Assert.Equal("named", First([named], new ChoiceFacts { Task = "t" }, "known-4.5"));
    }

    [Fact]
    public void A_pattern_is_searched_in_the_prompt_with_its_case()
    {
        var rule = new RuleOptions { Name = "r", Pattern = new Regex("error \\d+", RegexOptions.CultureInvariant), Model = "m" };
        Assert.True(Matches(rule, new ChoiceFacts { Prompt = "an error 42 came" }));
        Assert.False(Matches(rule, new ChoiceFacts { Prompt = "an ERROR 42 came" }));
    }

    [Fact]
    public void A_pattern_that_takes_too_long_does_not_match_and_is_a_warning_and_the_next_rule_is_tried()
    {
        using var home = new ConfigurationHome();
        var rules = home.Read("""
            { "rules": [ { "name": "slow", "when": { "prompt": "^(?=a)(a+)+$" }, "model": "m" }, { "name": "next", "when": { "minPromptTokens": 1 }, "model": "n" } ] }
            """).Rules;
        var started = Stopwatch.GetTimestamp();
        var (rule, warnings) = RuleMatcher.First(rules, new ChoiceFacts { Prompt = new string('a', 60) + "!", PromptTokens = 20 }, "m", string.Equals);

        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(10));
        Assert.Equal("next", rule!.Name);
        Assert.Contains("'slow' was skipped", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_that_would_backtrack_for_ever_does_not_where_the_engine_can_do_without()
    {
        using var home = new ConfigurationHome();
        var rules = home.Read("""{ "rules": [ { "name": "fine", "when": { "prompt": "^(a+)+$" }, "model": "m" } ] }""").Rules;
        var (rule, warnings) = RuleMatcher.First(rules, new ChoiceFacts { Prompt = new string('a', 60) + "!" }, "m", string.Equals);
        Assert.Null(rule);
        Assert.Empty(warnings);
    }

    private static bool Matches(RuleOptions rule, ChoiceFacts facts) => First([rule], facts) is not null;

    private static string? First(IReadOnlyList<RuleOptions> rules, ChoiceFacts facts, string asked = "default") =>
        RuleMatcher.First(rules, facts, asked, (one, other) => (Layout.Catalog.Find(one)?.Id ?? one) == (Layout.Catalog.Find(other)?.Id ?? other)).Rule?.Name;
}
