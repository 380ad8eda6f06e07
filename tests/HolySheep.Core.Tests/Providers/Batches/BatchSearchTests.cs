using System;
using System.Threading.Tasks;
using HolySheep.Batches;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HolySheep.Providers.Batches;

/// <summary>Batches and files whose ids were lost with the reply are found again.</summary>
public sealed class BatchSearchTests
{
    private static readonly DateTimeOffset Since = DateTimeOffset.UtcNow.AddDays(-7);

    [Theory, BatchApiData]
    public async Task A_batch_whose_reply_was_lost_is_found(string api)
    {
        await using var stage = new BatchStage(api);
        var others = stage.Order("night-10", 3);
        await stage.SubmitAsync(others);
        stage.Script.LoseSubmitReplies();
        var order = stage.Order("night-1", 3);
        var file = await stage.Api.UploadAsync(order, stage.Secret, default);
        var lost = await stage.Api.SubmitAsync(order, file.Value, stage.Secret, default);
        Assert.Equal((true, true), (lost.Failure is not null, lost.MayHaveHappened));

        await stage.SubmitAsync(stage.Order("night-11", 3));
        stage.Script.EndAll();
        var found = await stage.Api.FindAsync(order, Since, stage.Secret, default);
        Assert.Null(found.Failure);
        Assert.Equal(stage.Script.All[1].Id, found.Value!.Found!.Id);
        var ended = await stage.EndAsync(order, found.Value.Found.Id);
        var (answers, _) = await stage.ReadAsync(order, ended);
        Assert.Equal(3, answers.Count);
    }

    [Theory, BatchApiData]
    public async Task A_batch_is_found_on_any_page(string api)
    {
        await using var stage = new BatchStage(api);
        stage.Script.PageSize = 2;
        var order = stage.Order("first", 2);
        var submitted = await stage.SubmitAsync(order);
        for (var number = 0; number < 6; number++)
        {
            await stage.SubmitAsync(stage.Order($"later-{number}", 1));
        }

        stage.Script.EndAll();
        Assert.Equal(submitted.Id, (await stage.Api.FindAsync(order, Since, stage.Secret, default)).Value!.Found!.Id);
        var last = stage.Order("later-5", 1);
        Assert.Equal(stage.Script.All[^1].Id, (await stage.Api.FindAsync(last, Since, stage.Secret, default)).Value!.Found!.Id);
    }

    [Theory, BatchApiData]
    public async Task A_batch_that_was_never_handed_over_is_certainly_not_found(string api)
    {
        await using var stage = new BatchStage(api);
        await stage.SubmitAsync(stage.Order("night-1", 2));
        stage.Script.EndAll();
        var search = await stage.Api.FindAsync(stage.Order("nigh", 2), Since, stage.Secret, default);
        Assert.Equal(new BatchSearch(null, IsCertain: true), search.Value);
        search = await stage.Api.FindAsync(stage.Order("night-11", 2), Since, stage.Secret, default);
        Assert.Equal(new BatchSearch(null, IsCertain: true), search.Value);
    }

    [Theory, BatchApiData]
    public async Task A_search_reads_no_page_beyond_the_first_of_older_batches(string api)
    {
        var clock = new FakeTimeProvider(Since);
        await using var stage = new BatchStage(api);
        (stage.Script.Clock, stage.Script.PageSize) = (clock, 2);
        for (var number = 0; number < 8; number++)
        {
            clock.Advance(number == 6 ? TimeSpan.FromDays(30) : TimeSpan.FromHours(1));
            await stage.SubmitAsync(stage.Order($"other-{number}", 1));
        }

        stage.Script.EndAll();
        var calls = stage.Provider.CallCount;
        var search = await stage.Api.FindAsync(stage.Order("night", 2), clock.GetUtcNow().AddHours(-2), stage.Secret, default);
        Assert.Equal((new BatchSearch(null, IsCertain: true), 2), (search.Value, stage.Provider.CallCount - calls));
    }

    [Theory, BatchApiData]
    public async Task A_search_that_fails_finds_nothing_and_says_so(string api)
    {
        await using var stage = new BatchStage(api);
        stage.Provider.Handle(request => request.Method == "GET" ? TestKit.Reply.Status(500) : null);
        var search = await stage.Api.FindAsync(stage.Order("nigh", 2), Since, stage.Secret, default);
        Assert.Equal((null, 500), (search.Value, search.Failure?.Status));
    }

    [Theory, BatchApiData("anthropic")]
    public async Task A_file_whose_reply_was_lost_is_found_and_not_another_of_its_name(string api)
    {
        await using var stage = new BatchStage(api);
        stage.Script.PageSize = 2;
        await stage.Api.UploadAsync(stage.Order("night-1", 9), stage.Secret, default);
        stage.Script.LoseUploadReplies();
        var order = stage.Order("night-1", 3);
        var lost = await stage.Api.UploadAsync(order, stage.Secret, default);
        Assert.Equal((true, true), (lost.Failure is not null, lost.MayHaveHappened));
        for (var number = 0; number < 4; number++)
        {
            await stage.Api.UploadAsync(stage.Order($"later-{number}", 1), stage.Secret, default);
        }

        var found = await stage.Api.FindFileAsync(order, stage.Secret, default);
        Assert.Equal((stage.Script.Files[1].Id, null), (found.Value, found.Failure));
        Assert.Equal((null, null), await NameOfAsync(stage, stage.Order("nigh", 3)));
    }

    [Fact]
    public async Task A_batch_without_a_name_stays_possible_until_what_may_be_it_has_ended()
    {
        await using var stage = new BatchStage("anthropic");
        await stage.SubmitAsync(stage.Order("other-1", 3));
        var smaller = stage.Order("night-1", 2);
        Assert.Equal(new BatchSearch(null, IsCertain: true), (await stage.Api.FindAsync(smaller, Since, stage.Secret, default)).Value);
        var order = stage.Order("night-2", 3);
        Assert.Equal(new BatchSearch(null, IsCertain: false), (await stage.Api.FindAsync(order, Since, stage.Secret, default)).Value);
        Assert.Equal(new BatchSearch(null, IsCertain: true), (await stage.Api.FindAsync(order, DateTimeOffset.UtcNow.AddDays(2), stage.Secret, default)).Value);

        stage.Script.Next(new TestKit.Batches.BatchFate { Expires = true, AnsweredBeforeStop = 0 }).LoseSubmitReplies();
        await stage.Api.SubmitAsync(order, null, stage.Secret, default);
        Assert.Equal(new BatchSearch(null, IsCertain: false), (await stage.Api.FindAsync(order, Since, stage.Secret, default)).Value);
        stage.Script.EndAll();
        Assert.Equal(stage.Script.All[1].Id, (await stage.Api.FindAsync(order, Since, stage.Secret, default)).Value!.Found!.Id);
    }

    private static async Task<(string?, object?)> NameOfAsync(BatchStage stage, BatchOrder order)
    {
        var found = await stage.Api.FindFileAsync(order, stage.Secret, default);
        return (found.Value, found.Failure);
    }
}
