using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Calls;

/// <summary>The rows Unfit, TooLong, Refused and BadRequest of the table, on the wire.</summary>
public sealed class VerdictTests
{
    [Theory]
    [Modes(403), Modes(404), Modes(405), Modes(410)]
    public async Task A_target_that_does_not_fit_is_left_at_once(CallMode mode, int status)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Status(status));
        var asked = await stage.AskAsync(mode);
        Assert.Equal([OutcomeKind.Unfit, OutcomeKind.Answered], asked.Kinds);
        Assert.Empty(stage.Waits);
    }

    [Theory]
    [Modes("model_not_found", "The model `alpha` does not exist or you do not have access to it.")]
    [Modes(null, "The model `alpha` does not exist")]
    [Modes("unsupported_parameter", "Unsupported parameter: 'max_tokens' is not supported with this model.")]
    [Modes(null, "Unrecognized request argument supplied: seed")]
    public async Task A_400_that_names_an_unknown_model_or_parameter_speaks_for_that_target_alone(CallMode mode, string? code, string message)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Error(400, code, message));
        var asked = await stage.AskAsync(mode);
        Assert.Equal([OutcomeKind.Unfit, OutcomeKind.Answered], asked.Kinds);
    }

    [Theory]
    [Modes(301), Modes(302), Modes(307), Modes(308)]
    public async Task A_redirect_is_not_followed(CallMode mode, int status)
    {
        await using var stage = Stage.Chain();
        await using var elsewhere = new ScriptedProvider("elsewhere");
        stage.One.OnAny().Answer(Reply.Redirect(elsewhere.BaseUrl + "/chat/completions", status));
        var asked = await stage.AskAsync(mode);
        Assert.Equal([OutcomeKind.Unfit, OutcomeKind.Answered], asked.Kinds);
        Assert.Equal(0, elsewhere.CallCount);
    }

    [Theory, Modes]
    public async Task A_proxy_that_wants_a_password_is_not_taken_for_a_wrong_request(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Status(407));
        Assert.Contains("network.proxy", (await stage.AskAsync(mode)).Failure.Hint);
    }

    [Theory, Modes]
    public async Task A_redirect_that_ends_a_call_says_to_give_the_final_address(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Redirect("http://elsewhere.invalid/v1/chat/completions", 308));
        var asked = await stage.AskAsync(mode);
        Assert.Equal(ErrorCode.TargetUnfit, asked.Failure.Code);
        Assert.Contains("baseUrl", asked.Failure.Hint);
    }

    [Theory]
    [Modes("context_length_exceeded", "This model's maximum context length is 8192 tokens. However, your messages resulted in 9000 tokens.")]
    [Modes(null, "This model's maximum context length is 4097 tokens, however you requested 5360 tokens")]
    [Modes(null, "prompt is too long: 208310 tokens > 200000 maximum")]
    [Modes(null, "input length and `max_tokens` exceed context limit: 199000 + 8192 > 200000, decrease input length or `max_tokens` and try again")]
    [Modes(null, "The input token count (1048577) exceeds the maximum number of tokens allowed (1048576).")]
    [Modes(null, "Input is too long for requested model.")]
    [Modes(null, "This endpoint's maximum context length is 32768 tokens. However, you requested about 40000 tokens")]
    [Modes(null, "Please reduce the length of the messages or completion.")]
    [Modes(null, "Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length")]
    [Modes("model_max_prompt_tokens_exceeded", "prompt token count of 70000 exceeds the limit of 64000")]
    [Modes("string_above_max_length", "Invalid 'messages[0].content': string too long. Expected a string with maximum length 1048576, but got a string with length 2000000 instead.")]
    [Modes(null, "Requested token count exceeds the model's maximum context length of 131072 tokens.")]
    [Modes(null, "the request exceeds the available context size. try increasing the context size or enable context shift")]
    [Modes(null, "Range of input length should be [1, 30720]")]
    [Modes(null, "This model's maximum prompt length is 131072 but the request contains 537812 tokens.")]
    [Modes(null, "Invalid request: Your request exceeded model token limit: 8192")]
    [Modes(null, "too many tokens: total number of tokens in the prompt cannot exceed 4081 - received 4292.")]
    [Modes(null, "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 2048. Given: 3000 `inputs` tokens and 20 `max_new_tokens`")]
    public async Task A_context_length_400_makes_exactly_one_call_to_that_target(CallMode mode, string? code, string message)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Error(400, code, message));
        var asked = await stage.AskAsync(mode);
        Assert.Equal([OutcomeKind.TooLong, OutcomeKind.Answered], asked.Kinds);
        Assert.Equal((1, 1), (stage.One.CallCount, stage.Two.CallCount));
    }

    [Theory, Modes]
    public async Task A_413_is_too_long_whatever_its_page_says(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Html(413));
        var failure = (await stage.AskAsync(mode)).Failure;
        Assert.Equal((ErrorCode.PromptTooLong, ExitCode.BadUsage), (failure.Code, ExitCode.Of(failure.Code)));
        Assert.Equal(1, stage.One.CallCount);
    }

    [Theory, Modes]
    public async Task After_too_long_a_window_known_to_be_no_larger_is_not_even_tried(CallMode mode)
    {
        // gpt-4.1 holds 128,000 tokens, deepseek-v3.2 as many, claude-sonnet-4.5 200,000
        await using var stage = Stage.Of(["one/gpt-4.1", "two/deepseek-v3.2", "two/claude-sonnet-4.5"], []);
        stage.One.OnAny().Answer(Reply.Error(400, "context_length_exceeded", "too long"));
        var asked = await stage.AskAsync(mode);
        Assert.Equal(["one/gpt-4.1", "two/claude-sonnet-4.5"], asked.Attempts.Select(attempt => attempt.Target));
    }

    [Theory, Modes]
    public async Task A_target_with_an_unknown_window_is_tried(CallMode mode)
    {
        await using var stage = Stage.Of(["one/gpt-4.1", "two/unheard-of"], []);
        stage.One.OnAny().Answer(Reply.Error(400, "context_length_exceeded", "too long"));
        Assert.Equal("unheard-of", (await stage.AskAsync(mode)).Result.ModelUsed);
    }

    [Theory, Modes]
    public async Task If_the_judging_target_has_no_known_window_the_size_of_the_prompt_counts(CallMode mode)
    {
        await using var stage = Stage.Of(["one/unheard-of", "two/gpt-4.1", "two/claude-sonnet-4.5"], []);
        stage.One.OnAny().Answer(Reply.Error(400, "context_length_exceeded", "too long"));
        var asked = await stage.AskAsync(mode, Stage.Question(new string('a', 4 * 150_000)));
        Assert.Equal(["one/unheard-of", "two/claude-sonnet-4.5"], asked.Attempts.Select(attempt => attempt.Target));
    }

    [Theory]
    [Modes("content_policy_violation", "Your request was rejected as a result of our safety system.")]
    [Modes("content_filter", "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.")]
    [Modes(null, "Your prompt was flagged as potentially violating our usage policy")]
    [Modes("data_inspection_failed", "Output data may contain inappropriate content.")]
    public async Task A_content_policy_400_makes_exactly_one_call_in_all_and_its_reason_is_kept(CallMode mode, string? code, string message)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Error(400, code, message));
        var failure = (await stage.AskAsync(mode)).Failure;
        Assert.Equal((ErrorCode.ContentRefused, OutcomeKind.Refused), (failure.Code, failure.Kind));
        Assert.Contains(message.TrimEnd('.'), failure.Message);
        Assert.Equal((1, 0), (stage.One.CallCount, stage.Two.CallCount));
        Assert.Equal(ExitCode.Refused, ExitCode.Of(failure.Code));
    }

    [Theory]
    [Modes("content_filter"), Modes("SAFETY"), Modes("PROHIBITED_CONTENT")]
    public async Task An_answer_that_a_content_filter_ended_is_a_refusal_and_never_a_success(CallMode mode, string reason)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Text("so far so").Finish(reason));
        var failure = (await stage.AskAsync(mode)).Failure;
        Assert.Equal(ErrorCode.ContentRefused, failure.Code);
        Assert.Equal("so far so", failure.PartialContent);
        Assert.Equal((1, 0), (stage.One.CallCount, stage.Two.CallCount));
    }

    [Theory, Modes]
    public async Task A_refusal_falls_over_where_the_caller_opted_in(CallMode mode)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Error(400, "content_policy_violation", "no"));
        var asked = await stage.AskAsync(mode, Stage.Question() with { FallbackOnRefusal = true });
        Assert.Equal([OutcomeKind.Refused, OutcomeKind.Answered], asked.Kinds);
    }

    [Theory, Modes]
    public async Task Refused_everywhere_with_the_opt_in_is_still_a_refusal(CallMode mode)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Error(400, "content_policy_violation", "no"));
        stage.Two.OnAny().Answer(Reply.Error(400, "content_policy_violation", "no either"));
        var asked = await stage.AskAsync(mode, Stage.Question() with { FallbackOnRefusal = true });
        Assert.Equal((ErrorCode.ContentRefused, 2), (asked.Failure.Code, asked.Attempts.Count));
    }

    [Theory]
    [Modes(400), Modes(422), Modes(418), Modes(451)]
    public async Task A_wrong_request_ends_the_call_once_a_second_target_calls_it_wrong_too_and_the_first_says_why(CallMode mode, int status)
    {
        await using var stage = Stage.Of(["one/alpha", "two/alpha", "two/alpha-2"], ["beta"]);
        stage.One.OnAny().Answer(Reply.Error(status, null, "Invalid type for 'temperature'"));
        stage.Two.OnAny().Answer(Reply.Error(422, null, "another reason"));
        var asked = await stage.AskAsync(mode);
        var failure = asked.Failure;
        Assert.Equal((ErrorCode.RequestRejected, OutcomeKind.BadRequest, status, "one"), (failure.Code, failure.Kind, failure.Status, failure.Provider));
        Assert.Equal([OutcomeKind.BadRequest, OutcomeKind.BadRequest], asked.Kinds);
        Assert.Equal((1, 1), (stage.One.CallCount, stage.Two.CallCount));
        Assert.Contains("Invalid type for 'temperature'", failure.Message);
        Assert.Equal(ExitCode.BadUsage, ExitCode.Of(failure.Code));
    }

    [Theory]
    [Modes(400, "Something that no list of words knows"), Modes(422, "nor this"), Modes(400, "")]
    public async Task A_wrong_request_that_another_target_answers_is_answered(CallMode mode, int status, string message)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Error(status, null, message));
        var asked = await stage.AskAsync(mode);
        Assert.Equal([OutcomeKind.BadRequest, OutcomeKind.Answered], asked.Kinds);
        Assert.Equal("two", asked.Result.Provider);
    }

    [Theory, Modes]
    public async Task The_second_opinion_on_a_wrong_request_comes_from_another_provider_if_there_is_one(CallMode mode)
    {
        await using var stage = Stage.Of(["one/alpha", "one/alpha-2", "two/alpha"], ["beta"]);
        stage.One.OnAny().Answer(Reply.Error(400, null, "no"));
        Assert.Equal(["one/alpha", "two/alpha"], (await stage.AskAsync(mode)).Attempts.Select(attempt => attempt.Target));
    }

    [Theory, Modes]
    public async Task The_second_opinion_comes_from_the_next_model_if_one_provider_serves_all(CallMode mode)
    {
        await using var stage = Stage.Of(["two/alpha", "two/alpha-2"], ["beta"]);
        stage.Two.On("alpha").Answer(Reply.Error(400, null, "no"));
        Assert.Equal(["two/alpha", "two/beta"], (await stage.AskAsync(mode)).Attempts.Select(attempt => attempt.Target));
    }

    [Theory, Modes]
    public async Task Another_kind_of_failure_at_the_second_opinion_follows_its_own_row(CallMode mode)
    {
        await using var stage = Stage.Of(["one/alpha", "two/alpha", "two/alpha-2"], []);
        stage.One.OnAny().Answer(Reply.Error(400, null, "no"));
        stage.Two.On("alpha").Answer(Reply.Status(500));
        Assert.Equal([OutcomeKind.BadRequest, OutcomeKind.Transient, OutcomeKind.Transient, OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
    }

    [Theory, Modes]
    public async Task An_answer_that_the_limit_of_tokens_ended_asks_no_other_target(CallMode mode)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Length(""));
        Assert.Equal(ErrorCode.OutputLimit, (await stage.AskAsync(mode)).Failure.Code);
        Assert.Equal((1, 0), (stage.One.CallCount, stage.Two.CallCount));
    }

    [Theory, Modes]
    public async Task A_wrong_request_is_the_callers_fault_whatever_type_of_error_it_claims(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Status(400));
        Assert.Equal(OutcomeKind.BadRequest, (await stage.AskAsync(mode)).Failure.Kind);
    }

    [Theory, Modes]
    public async Task A_wrong_request_at_a_later_target_still_asks_one_other(CallMode mode)
    {
        await using var stage = Stage.Of(["one/alpha", "two/alpha", "two/alpha-2"], []);
        stage.One.OnAny().Answer(Reply.Status(404));
        stage.Two.On("alpha").Answer(Reply.Error(400, null, "Invalid type"));
        Assert.Equal([OutcomeKind.Unfit, OutcomeKind.BadRequest, OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
    }

    [Theory, Modes]
    public async Task The_first_failure_stays_the_cause_when_a_later_target_calls_the_request_wrong(CallMode mode)
    {
        await using var stage = Stage.Of(["one/alpha", "two/alpha", "two/alpha-2"], []);
        stage.One.OnAny().Answer(Reply.Status(404));
        stage.Two.On("alpha").Answer(Reply.Error(400, null, "Invalid type"));
        stage.Two.On("alpha-2").Answer(Reply.Status(500));
        var failure = (await stage.AskAsync(mode)).Failure;
        Assert.Equal((OutcomeKind.Unfit, 404, "one"), (failure.Kind, failure.Status, failure.Provider));
    }

    [Theory, Modes]
    public async Task A_provider_may_ask_for_a_wrong_request_to_be_sent_again(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Error(400, null, "locked").WithHeader("x-should-retry", "true"), Reply.Echo);
        Assert.Equal([OutcomeKind.BadRequest, OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
    }

    [Theory, Modes]
    public async Task A_wrong_request_that_is_sent_again_reaches_one_more_target(CallMode mode)
    {
        await using var stage = Stage.Of(["one/alpha", "two/alpha"], ["beta"]);
        stage.One.OnAny().Answer(Reply.Error(400, null, "locked").WithHeader("x-should-retry", "true"));
        stage.Two.OnAny().Answer(Reply.Error(400, null, "locked"));
        Assert.Equal(OutcomeKind.BadRequest, (await stage.AskAsync(mode)).Failure.Kind);
        Assert.Equal((2, 1), (stage.One.CallCount, stage.Two.CallCount));
    }

    [Theory]
    [Modes(500), Modes(409), Modes(498)]
    public async Task A_provider_that_says_not_to_send_it_again_is_not_asked_again(CallMode mode, int status)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Error(status, null, "for good").WithHeader("x-should-retry", "false"));
        Assert.Equal([OutcomeKind.Transient, OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
    }

    [Theory, Modes]
    public async Task The_fallbacks_model_and_usage_are_reported_as_the_fallbacks(CallMode mode)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Status(404));
        stage.Two.OnAny().Answer(Reply.Text("from beta").WithModel("beta-2026").WithUsage(7, 11, cached: 3, reasoning: 2));
        var result = (await stage.AskAsync(mode)).Result;
        Assert.Equal(("alpha", "beta", "beta-2026", "two"), (result.Model, result.ModelUsed, result.ModelReported, result.Provider));
        Assert.Equal(new ChatUsage { PromptTokens = 7, CachedTokens = 3, CompletionTokens = 11, ReasoningTokens = 2 }, result.Usage);
        Assert.Equal((7m * 10 + 11 * 20) / 1_000_000, result.Cost);
        Assert.Equal(("req-two-1", "chatcmpl-two-1"), (result.RequestId, result.Id));
        Assert.Contains("alpha did not answer (Unfit at one/alpha); beta did.", result.Warnings);
    }

    [Theory, Modes]
    public async Task A_chain_whose_failures_differ_says_so_and_names_the_first(CallMode mode)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Status(500));
        stage.Two.OnAny().Answer(Reply.Status(404));
        var failure = (await stage.AskAsync(mode)).Failure;
        Assert.Equal((ErrorCode.NoTargetAnswered, OutcomeKind.Transient, "one"), (failure.Code, failure.Kind, failure.Provider));
        Assert.Contains("None of 2 targets gave an answer", failure.Message);
        Assert.Equal(ExitCode.NoAnswer, ExitCode.Of(failure.Code));
    }
}
