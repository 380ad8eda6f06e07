using System;
using HolySheep.Calls.Prompts;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Planning;
using HolySheep.State;
using HolySheep.State.Memory;
using Xunit;

namespace HolySheep.Calls;

public sealed class MeasurementBookTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly MeasurementBook _book = new(new MemoryMeasurementStore());
    private readonly RouteCandidate[] _targets =
        new RouteTable(Layout.Of(new() { ["m"] = ["a/m", "b/m"] }) with { Catalog = new ModelCatalog([]) }).Line(new RouteQuery { Model = "m" })[0].At(0);

    [Fact]
    public void A_target_without_measurements_is_unknown() => Assert.Null(_book.SecondsPerToken(_targets[0], Start));

    [Fact]
    public void A_token_takes_the_mean_of_the_answers_in_which_those_of_two_minutes_ago_count_half()
    {
        Answered(seconds: 1, tokens: 10, Start);
        Answered(seconds: 3, tokens: 10, Start.AddMinutes(2));
        Assert.Equal((0.5 + 3) / (5 + 10), _book.SecondsPerToken(_targets[0], Start.AddMinutes(2))!.Value, 9);
        Assert.Null(_book.SecondsPerToken(_targets[1], Start.AddMinutes(2)));
    }

    [Fact]
    public void After_ten_minutes_without_an_answer_a_target_must_be_measured_again()
    {
        Answered(seconds: 1, tokens: 10, Start);
        Assert.NotNull(_book.SecondsPerToken(_targets[0], Start.AddMinutes(10)));
        Assert.Null(_book.SecondsPerToken(_targets[0], Start.AddMinutes(10).AddSeconds(1)));
    }

    [Fact]
    public void Short_prompts_estimates_and_pictures_teach_nothing_about_the_text()
    {
        Learn(new string('x', 999), estimated: false);
        Learn(new string('x', 1_000), estimated: true);
        StoreWait.For(_book.AnsweredAsync(_targets[0], new ChatRequest { Messages = [ChatMessage.User(new string('x', 1_000)).With([new ChatAttachment("a.png", "image/png", new byte[1])])] },
            new ChatUsage { PromptTokens = 500 }, TimeSpan.FromSeconds(1), Start));
        Assert.Null(_book.CharactersPerToken(_targets[0], default));

        Learn(new string('x', 1_000), estimated: false);
        Assert.Equal(2, _book.CharactersPerToken(_targets[0], default));
        Assert.Equal(2, _book.CharactersPerToken(_targets[1], default)); // the same model elsewhere
    }

    [Theory]
    [InlineData("請總結這份報告。"), InlineData("Подведите итоги этого отчета."), InlineData("Q3: 報告 and more of it")]
    public void Token_ratios_learned_from_one_script_do_not_apply_to_another_script_or_to_tools(string text)
    {
        Learn(string.Concat(System.Linq.Enumerable.Repeat(text, 200)), estimated: false);
        Assert.Null(_book.CharactersPerToken(_targets[0], PromptKinds.Of(new ChatRequest { Messages = [ChatMessage.User("the quick brown fox ")] })));
        Assert.NotNull(_book.CharactersPerToken(_targets[0], PromptKinds.Of(new ChatRequest { Messages = [ChatMessage.User(text)] })));
        Assert.Null(_book.CharactersPerToken(_targets[0], PromptKinds.Of(new ChatRequest { Messages = [ChatMessage.User(text)], ExtraBody = new System.Collections.Generic.Dictionary<string, string> { ["tools"] = "[]" } })));
    }

    [Fact]
    public void A_learned_ratio_alone_never_leaves_a_target_out()
    {
        var target = new RouteTable(Layout.Of(new() { ["m"] = ["a/m"] }) with { Catalog = new ModelCatalog([new ModelEntry { Id = "m", ContextWindow = 8_000 }]) }).Line(new RouteQuery { Model = "m" })[0].At(0)[0];
        var request = new ChatRequest { Messages = [ChatMessage.User(new string('x', 20_000))] };
        StoreWait.For(_book.AnsweredAsync(target, request, new ChatUsage { PromptTokens = 20_000 }, TimeSpan.FromSeconds(1), Start));
        Assert.True(new PromptMeter(request, _book).AtLeast(target) < 8_000);
        Assert.True(new PromptMeter(request with { Messages = [ChatMessage.User(new string('x', 80_000))] }, _book).AtLeast(target) > 8_000);
    }

    private void Answered(double seconds, long tokens, DateTimeOffset at) =>
        StoreWait.For(_book.AnsweredAsync(_targets[0], new ChatRequest { Messages = [] }, new ChatUsage { CompletionTokens = tokens }, TimeSpan.FromSeconds(seconds), at));

    private void Learn(string prompt, bool estimated) => StoreWait.For(_book.AnsweredAsync(
        _targets[0], new ChatRequest { Messages = [ChatMessage.User(prompt)] }, new ChatUsage { PromptTokens = 500, Estimated = estimated }, TimeSpan.FromSeconds(1), Start));
}
