using System;
using System.Linq;
using HolySheep.Chat;
using Xunit;

namespace HolySheep.Failures;

public sealed class FailureTableTests
{
    [Theory]
    [InlineData(null, OutcomeKind.Transient), InlineData(200, OutcomeKind.Malformed), InlineData(301, OutcomeKind.Unfit), InlineData(308, OutcomeKind.Unfit)]
    [InlineData(400, OutcomeKind.BadRequest), InlineData(401, OutcomeKind.BadCredential), InlineData(402, OutcomeKind.OutOfMoney), InlineData(403, OutcomeKind.Unfit)]
    [InlineData(404, OutcomeKind.Unfit), InlineData(405, OutcomeKind.Unfit), InlineData(407, OutcomeKind.BadRequest), InlineData(408, OutcomeKind.Transient)]
    [InlineData(409, OutcomeKind.Transient), InlineData(424, OutcomeKind.Transient), InlineData(425, OutcomeKind.Transient), InlineData(498, OutcomeKind.Transient), InlineData(410, OutcomeKind.Unfit), InlineData(413, OutcomeKind.TooLong), InlineData(418, OutcomeKind.BadRequest)]
    [InlineData(422, OutcomeKind.BadRequest), InlineData(429, OutcomeKind.Throttled), InlineData(451, OutcomeKind.BadRequest), InlineData(500, OutcomeKind.Transient)]
    [InlineData(501, OutcomeKind.Transient), InlineData(502, OutcomeKind.Transient), InlineData(503, OutcomeKind.Transient), InlineData(504, OutcomeKind.Transient)]
    [InlineData(529, OutcomeKind.Transient), InlineData(599, OutcomeKind.Transient)]
    public void A_status_alone_has_its_kind(int? status, OutcomeKind kind) => Assert.Equal(kind, Kind(FailureSignal.None, status));

    [Theory]
    [InlineData(nameof(FailureSignal.NameNotResolved), OutcomeKind.Transient), InlineData(nameof(FailureSignal.ConnectionFailed), OutcomeKind.Transient)]
    [InlineData(nameof(FailureSignal.TlsFailed), OutcomeKind.Transient), InlineData(nameof(FailureSignal.ProxyFailed), OutcomeKind.Transient)]
    [InlineData(nameof(FailureSignal.ConnectionReset), OutcomeKind.Transient), InlineData(nameof(FailureSignal.ShortBody), OutcomeKind.Transient)]
    [InlineData(nameof(FailureSignal.Unavailable), OutcomeKind.Transient), InlineData(nameof(FailureSignal.ServerError), OutcomeKind.Transient)]
    [InlineData(nameof(FailureSignal.AttemptTimedOut), OutcomeKind.Silent), InlineData(nameof(FailureSignal.NoFirstToken), OutcomeKind.Silent), InlineData(nameof(FailureSignal.Stalled), OutcomeKind.Silent)]
    [InlineData(nameof(FailureSignal.RateLimited), OutcomeKind.Throttled), InlineData(nameof(FailureSignal.QuotaExhausted), OutcomeKind.OutOfMoney), InlineData(nameof(FailureSignal.DailyQuota), OutcomeKind.OutOfMoney), InlineData(nameof(FailureSignal.KeyRefused), OutcomeKind.BadCredential)]
    [InlineData(nameof(FailureSignal.Forbidden), OutcomeKind.Unfit), InlineData(nameof(FailureSignal.ModelUnknown), OutcomeKind.Unfit), InlineData(nameof(FailureSignal.ParameterUnknown), OutcomeKind.Unfit), InlineData(nameof(FailureSignal.WrongApi), OutcomeKind.Unfit), InlineData(nameof(FailureSignal.OutputInvalid), OutcomeKind.Transient)]
    [InlineData(nameof(FailureSignal.DeploymentUnknown), OutcomeKind.Unfit), InlineData(nameof(FailureSignal.BatchExpired), OutcomeKind.Transient)]
    [InlineData(nameof(FailureSignal.ContextLength), OutcomeKind.TooLong), InlineData(nameof(FailureSignal.ContentPolicy), OutcomeKind.Refused)]
    [InlineData(nameof(FailureSignal.InvalidRequest), OutcomeKind.BadRequest), InlineData(nameof(FailureSignal.ReasoningRefused), OutcomeKind.BadRequest), InlineData(nameof(FailureSignal.ThreadRefused), OutcomeKind.BadRequest), InlineData(nameof(FailureSignal.OutputLimit), OutcomeKind.BadRequest)]
    [InlineData(nameof(FailureSignal.UnknownError), OutcomeKind.Malformed), InlineData(nameof(FailureSignal.NotACompletion), OutcomeKind.Malformed), InlineData(nameof(FailureSignal.BrokenJson), OutcomeKind.Malformed)]
    [InlineData(nameof(FailureSignal.UnreadableEvent), OutcomeKind.Malformed), InlineData(nameof(FailureSignal.EmptyAnswer), OutcomeKind.Malformed), InlineData(nameof(FailureSignal.EchoedPrompt), OutcomeKind.Malformed)]
    [InlineData(nameof(FailureSignal.ForeignError), OutcomeKind.Malformed), InlineData(nameof(FailureSignal.BrokenOff), OutcomeKind.Cut), InlineData(nameof(FailureSignal.Cancelled), OutcomeKind.Cancelled)]
    public void A_signal_inside_a_200_has_its_kind(string signal, OutcomeKind kind) => Assert.Equal(kind, Kind(Enum.Parse<FailureSignal>(signal), 200));

    [Fact]
    public void No_signal_is_without_a_kind_of_its_own()
    {
        var tested = typeof(FailureTableTests).GetMethod(nameof(A_signal_inside_a_200_has_its_kind))!.GetCustomAttributes(typeof(InlineDataAttribute), false)
            .Cast<InlineDataAttribute>().Select(data => (string)data.GetData(null!).Single()[0]);
        Assert.Equal([nameof(FailureSignal.None), nameof(FailureSignal.ErrorPage)], Enum.GetNames<FailureSignal>().Except(tested));
    }

    [Fact]
    public void Once_text_was_shown_a_failure_is_a_cut_but_for_verdicts_on_the_answer_itself()
    {
        var others = Enum.GetValues<FailureSignal>().Where(signal => new Failure { Signal = signal, Status = 200, Shown = true, Message = "" }.Kind != OutcomeKind.Cut);
        Assert.Equal([FailureSignal.ContentPolicy, FailureSignal.OutputLimit, FailureSignal.Cancelled], others);
    }

    [Theory]
    [InlineData(429, OutcomeKind.Throttled), InlineData(503, OutcomeKind.Throttled), InlineData(500, OutcomeKind.Transient), InlineData(529, OutcomeKind.Transient), InlineData(400, OutcomeKind.BadRequest), InlineData(413, OutcomeKind.TooLong)]
    public void A_hint_makes_a_throttle_of_429_and_503_alone(int status, OutcomeKind kind) =>
        Assert.Equal(kind, new Failure { Signal = FailureSignal.None, Status = status, WaitHint = TimeSpan.Zero, Message = "" }.Kind);

    [Theory]
    [InlineData(400, OutcomeKind.Transient), InlineData(422, OutcomeKind.Transient), InlineData(418, OutcomeKind.Transient), InlineData(502, OutcomeKind.Transient)]
    [InlineData(401, OutcomeKind.BadCredential), InlineData(404, OutcomeKind.Unfit), InlineData(413, OutcomeKind.TooLong), InlineData(429, OutcomeKind.Throttled)]
    public void An_error_page_is_a_passing_fault_unless_its_status_says_more(int status, OutcomeKind kind) => Assert.Equal(kind, Kind(FailureSignal.ErrorPage, status));

    [Theory]
    [InlineData(400, OutcomeKind.BadRequest), InlineData(401, OutcomeKind.BadCredential), InlineData(402, OutcomeKind.OutOfMoney), InlineData(404, OutcomeKind.Unfit)]
    [InlineData(413, OutcomeKind.TooLong), InlineData(429, OutcomeKind.Throttled), InlineData(500, OutcomeKind.Transient), InlineData(408, OutcomeKind.Transient)]
    public void A_status_that_names_the_fault_beats_a_code_that_blames_the_server(int status, OutcomeKind kind) => Assert.Equal(kind, Kind(FailureSignal.ServerError, status));

    [Theory]
    [InlineData(400), InlineData(403), InlineData(404), InlineData(429), InlineData(498), InlineData(500), InlineData(503), InlineData(529)]
    public void A_lack_of_capacity_passes_whatever_the_status(int status) => Assert.Equal(OutcomeKind.Transient, Kind(FailureSignal.Unavailable, status));

    [Theory]
    [InlineData(429, OutcomeKind.Throttled), InlineData(503, OutcomeKind.Throttled), InlineData(200, OutcomeKind.Throttled)]
    [InlineData(529, OutcomeKind.Transient), InlineData(498, OutcomeKind.Transient), InlineData(500, OutcomeKind.Transient), InlineData(400, OutcomeKind.Transient)]
    public void A_lack_of_capacity_that_names_a_wait_is_a_throttle_under_429_and_503_alone(int status, OutcomeKind kind) =>
        Assert.Equal(kind, new Failure { Signal = FailureSignal.Unavailable, Status = status, WaitHint = TimeSpan.FromSeconds(7), Message = "" }.Kind);

    [Theory]
    [InlineData(0, OutcomeKind.Throttled), InlineData(1, OutcomeKind.Throttled), InlineData(60, OutcomeKind.Throttled), InlineData(61, OutcomeKind.OutOfMoney), InlineData(null, OutcomeKind.OutOfMoney)]
    public void A_quota_that_returns_within_a_minute_is_a_limit_per_minute(int? hint, OutcomeKind kind)
    {
        var wait = hint is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        Assert.Equal(kind, new Failure { Signal = FailureSignal.QuotaExhausted, Status = 429, WaitHint = wait, Message = "" }.Kind);
        Assert.Equal(kind, new Failure { Signal = FailureSignal.None, Status = 402, WaitHint = wait, Message = "" }.Kind);
        Assert.Equal(OutcomeKind.OutOfMoney, new Failure { Signal = FailureSignal.DailyQuota, Status = 429, WaitHint = wait, Message = "" }.Kind);
    }

    private static OutcomeKind Kind(FailureSignal signal, int? status) => new Failure { Signal = signal, Status = status, Message = "" }.Kind;
}
