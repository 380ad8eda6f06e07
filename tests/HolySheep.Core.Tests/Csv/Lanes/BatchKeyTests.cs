using System;
using System.Threading.Tasks;
using HolySheep.Errors;
using HolySheep.Failures;
using Xunit;

namespace HolySheep.Csv.Lanes;

/// <summary>Batches of a provider with several keys: only the account that took a batch shows it.</summary>
public class BatchKeyTests
{
    [Fact]
    public async Task A_batch_is_looked_for_with_the_key_that_submitted_it_when_the_order_of_the_keys_has_changed()
    {
        await using var lane = await WithLostReplyAsync();
        lane.Desk.Keys = ["key-2", "key-1"];

        var summary = await lane.RunAsync();

        Assert.Equal(0, summary.ExitCode);
        lane.AssertWhole(10);
        Assert.Single(lane.Desk.Batches);
    }

    [Fact]
    public async Task A_batch_whose_key_is_not_known_any_more_is_not_submitted_again_and_the_message_names_the_cause()
    {
        await using var lane = await WithLostReplyAsync();
        lane.Desk.Keys = ["key-2"];

        var summary = await lane.RunAsync();

        Assert.Equal((9, CsvStopReason.OutcomeUnknown), (summary.ExitCode, summary.StopReason));
        Assert.Contains("the key that submitted it is not one of its provider's keys now", summary.Message, StringComparison.Ordinal);
        Assert.Single(lane.Desk.Batches);
    }

    [Theory]
    [InlineData("KeyRefused", false)]
    [InlineData("KeyRefused", true)]
    [InlineData("QuotaExhausted", false)]
    public async Task What_one_account_cannot_have_done_goes_to_the_next_key_and_no_row_is_booked_twice(string signal, bool uploads)
    {
        await using var lane = new LaneFolder(10);
        lane.Desk.Keys = ["key-1", "key-2"];
        var refusal = new Failure { Signal = Enum.Parse<FailureSignal>(signal), Status = 401, Message = "no" };
        if (uploads)
        {
            lane.Desk.RefuseUpload = () => lane.Desk.KeyMark == "key-1" ? refusal : null;
        }
        else
        {
            lane.Desk.Refuse = batch => batch.KeyMark == "key-1" ? refusal : null;
        }

        var summary = await lane.RunAsync();

        Assert.Equal((10, 0, 0), (summary.Succeeded, summary.Failed, summary.ExitCode));
        Assert.Equal("key-2", Assert.Single(lane.Desk.Batches).KeyMark);
        Assert.Empty(lane.Desk.Reserved);
        Assert.Equal(10 * FakeDesk.Price / 2, lane.Desk.Spent);
    }

    [Fact]
    public async Task A_job_whose_keys_are_all_refused_ends_with_the_refusal_and_keeps_nothing_reserved()
    {
        await using var lane = new LaneFolder(10);
        lane.Desk.Keys = ["key-1", "key-2"];
        lane.Desk.Refuse = _ => new Failure { Signal = FailureSignal.KeyRefused, Status = 401, Message = "the key was revoked" };

        var error = await Assert.ThrowsAsync<ChatException>(() => lane.RunAsync());

        Assert.Contains("the key was revoked", error.Message, StringComparison.Ordinal);
        Assert.Empty(lane.Desk.Reserved);
        Assert.Empty(lane.Desk.Batches);
    }

    /// <summary>A run that ended without knowing whether its batch was submitted.</summary>
    private static async Task<LaneFolder> WithLostReplyAsync()
    {
        var lane = new LaneFolder(10);
        lane.Desk.Keys = ["key-1", "key-2"];
        (lane.Desk.CanSearch, lane.Desk.LosesReply) = (false, _ => true);
        Assert.Equal(9, (await lane.RunAsync(options => options with { Detach = true })).ExitCode);
        (lane.Desk.CanSearch, lane.Desk.LosesReply) = (true, _ => false);
        return lane;
    }
}
