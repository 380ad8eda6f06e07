using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Postgres;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Jobs;

/// <summary>The contract of a store of shared jobs: a row has one answer, and who was away too long changes nothing.</summary>
public sealed class JobStoreTests : IDisposable
{
    private static readonly JobOffer Offer = new("job", "here /out.csv", "out.csv", "here", "{}", 3);
    private static readonly Guid[] Keys = [.. Enumerable.Range(1, 6).Select(number => new Guid(number, 0, 0, new byte[8]))];
    private readonly TempFolder _folder = new("jobs");
    private readonly JobWorker _first = new("first", "here");
    private readonly JobWorker _second = new("second", "there");
    private readonly List<IDisposable> _opened = [];

    public void Dispose()
    {
        _opened.ForEach(opened => opened.Dispose());
        _folder.Dispose();
    }

    [PostgresFact]
    public async Task Two_workers_never_hold_the_same_rows()
    {
        var store = await OpenAsync(Chunk(0, 0, 1), Chunk(1, 2));

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => store.ClaimAsync(number % 2 == 0 ? _first : _second, null, default)));

        Assert.Equal([0, 1], claims.Select(reply => reply.Claim?.Number).OfType<int>().Order());
        Assert.All(claims, reply => Assert.False(reply.IsEmpty));
        Assert.Equal([Keys[0], Keys[1], Keys[2]], claims.SelectMany(reply => reply.Claim?.Rows ?? []).Select(row => row.Key).Order());
    }

    [PostgresFact]
    public async Task A_row_has_one_answer_and_a_failure_gives_way_to_the_answer_of_a_later_round()
    {
        var store = await OpenAsync(Chunk(0, 0, 1));
        var claim = (await store.ClaimAsync(_first, null, default)).Claim!;

        Assert.True(await store.KeepAsync(claim, _first, Answer(0, "one"), default));
        Assert.True(await store.KeepAsync(claim, _first, Answer(0, "two"), default));
        Assert.True(await store.KeepAsync(claim, _first, Failure(1), default));
        await store.FinishAsync(claim, default);
        Assert.Equal([(0, "one"), (1, "TargetUnfit: gone")], (await AnswersAsync(store)).Select(answer => (Array.IndexOf(Keys, answer.Key), answer.Text)));
        Assert.Equal(new JobStanding(2, 2, 1), await store.ReadStandingAsync("job", default));
        Assert.True((await store.ClaimAsync(_second, null, default)).IsEmpty);

        await store.AddAsync("job", [Chunk(1_000_000, 1) with { Round = 1 }], default);
        var again = (await store.ClaimAsync(_second, null, default)).Claim!;
        Assert.Equal((1, Keys[1]), (again.Round, Assert.Single(again.Rows).Key));
        Assert.True(await store.KeepAsync(again, _second, Answer(1, "late") with { Round = 1 }, default));
        Assert.Equal(["one", "late"], (await AnswersAsync(store)).Select(answer => answer.Text));
    }

    [PostgresFact]
    public async Task Who_was_away_too_long_keeps_nothing_and_ends_nothing()
    {
        var store = await OpenAsync(Chunk(0, 0, 1));
        var brief = Store(TimeSpan.FromTicks(1));
        var lost = (await brief.ClaimAsync(_first, null, default)).Claim!;
        Assert.True(await brief.KeepAsync(lost, _first, Answer(0, "kept in time"), default));

        var taken = (await store.ClaimAsync(_second, null, default)).Claim!;
        Assert.Equal([Keys[1]], taken.Rows.Select(row => row.Key));
        Assert.False(await store.KeepAsync(lost, _first, Answer(1, "too late"), default));
        await store.FinishAsync(lost, default);
        await store.ReleaseAsync([lost], default);
        Assert.Empty(await store.RenewAsync([lost], default));
        Assert.Null((await store.ClaimAsync(_first, null, default)).Claim);

        Assert.True(await store.KeepAsync(taken, _second, Answer(1, "in time"), default));
        Assert.Equal(["kept in time", "in time"], (await AnswersAsync(store)).Select(answer => answer.Text));
    }

    [PostgresFact]
    public async Task Who_held_a_chunk_before_its_rows_were_offered_again_does_not_hold_them()
    {
        var store = await OpenAsync(Chunk(0, 0, 1));
        var lost = (await Store(TimeSpan.FromTicks(1)).ClaimAsync(_first, null, default)).Claim!;
        await store.OpenAsync(Offer, default);
        await store.AddAsync("job", [Chunk(0, 0, 1)], default);
        var taken = (await store.ClaimAsync(_second, null, default)).Claim!;

        Assert.Empty(await store.RenewAsync([lost], default));
        Assert.False(await store.KeepAsync(lost, _first, Answer(1, "too late"), default));
        await store.FinishAsync(lost, default);
        await store.ReleaseAsync([lost], default);

        Assert.Equal([taken], await store.RenewAsync([taken], default));
        Assert.Null((await store.ClaimAsync(_first, null, default)).Claim);
    }

    [PostgresFact]
    public async Task What_an_earlier_run_of_the_submitter_holds_is_withdrawn_and_what_a_worker_holds_is_not()
    {
        var store = await OpenAsync(Chunk(0, 0, 1), Chunk(1, 2, 3));
        var submitted = (await store.ClaimAsync(JobWorker.NewSubmitter(), null, default)).Claim!;
        var held = (await store.ClaimAsync(JobWorker.New(), null, default)).Claim!;

        await store.OpenAsync(Offer, default);
        await store.AddAsync("job", [Chunk(0, 1), Chunk(1, 3)], default);

        Assert.Equal([held], await store.RenewAsync([submitted, held], default));
        Assert.Equal([Keys[1]], (await store.ClaimAsync(_second, null, default)).Claim!.Rows.Select(row => row.Key));
        Assert.Null((await store.ClaimAsync(_second, null, default)).Claim);
    }

    [PostgresFact]
    public async Task A_chunk_that_is_released_or_whose_lease_ended_is_taken_by_another()
    {
        var store = await OpenAsync(Chunk(0, 0));
        var claim = (await store.ClaimAsync(_first, null, default)).Claim!;
        Assert.Null((await store.ClaimAsync(_second, null, default)).Claim);
        Assert.Equal([claim], await store.RenewAsync([claim], default));

        await store.ReleaseAsync([claim], default);

        Assert.Equal(0, (await store.ClaimAsync(_second, null, default)).Claim!.Number);
    }

    [PostgresFact]
    public async Task A_paused_job_gives_out_nothing_and_an_opened_one_asks_its_failures_again()
    {
        var store = await OpenAsync(Chunk(0, 0), Chunk(1, 1));
        var claim = (await store.ClaimAsync(_first, null, default)).Claim!;
        await store.KeepAsync(claim, _first, Failure(0), default);
        await store.FinishAsync(claim, default);
        var other = (await store.ClaimAsync(_first, null, default)).Claim!;

        await store.PauseAsync("job", default);
        Assert.Empty(await store.RenewAsync([other], default));
        Assert.True(await store.KeepAsync(other, _first, Answer(1, "under way"), default));
        Assert.Equal(new JobClaimReply(null, IsEmpty: true), await store.ClaimAsync(_second, null, default));

        await store.OpenAsync(Offer, default);
        Assert.Equal([Keys[0]], (await store.ClaimAsync(_second, null, default)).Claim!.Rows.Select(row => row.Key));
        Assert.Equal(["under way"], (await AnswersAsync(store)).Select(answer => answer.Text));
    }

    [PostgresFact]
    public async Task Chunks_that_a_job_has_are_left_as_they_are()
    {
        var store = await OpenAsync(Chunk(0, 0));
        var claim = (await store.ClaimAsync(_first, null, default)).Claim!;

        await store.AddAsync("job", [Chunk(0, 0, 1), Chunk(1, 2)], default);

        Assert.Equal([claim], await store.RenewAsync([claim], default));
        Assert.Equal(1, (await store.ClaimAsync(_second, null, default)).Claim!.Number);
    }

    [PostgresFact]
    public async Task Answers_are_read_page_by_page_and_none_is_missed()
    {
        var keys = Enumerable.Range(0, 1203).Select(_ => Guid.NewGuid()).ToList();
        var store = await OpenAsync(new JobChunk(0, 0, [.. keys.Select(key => new JobRow(key, "?"))]));
        var claim = (await store.ClaimAsync(_first, null, default)).Claim!;
        var read = new List<Guid>();
        var cursor = AnswerCursor.Start;
        foreach (var part in keys.Chunk(401))
        {
            foreach (var key in part)
            {
                await store.KeepAsync(claim, _first, Answer(0, "a") with { Key = key }, default);
            }

            AnswerPage page;
            do
            {
                page = await store.ReadAnswersAsync(Offer.Place, cursor, default);
                read.AddRange(page.Answers.Select(answer => answer.Key));
                cursor = page.Cursor;
            }
            while (page.HasMore);
        }

        Assert.Equal(keys.Order(), read.Distinct().Order());
    }

    [PostgresFact]
    public async Task Every_text_comes_back_as_it_was()
    {
        string[] texts = ["", "a\0b", "Xin chào \"bạn\"\r\n", "\uD83D\uDC11", new string('x', 200_000)];
        var store = await OpenAsync(new JobChunk(0, 0, [.. texts.Select((text, number) => new JobRow(Keys[number], text))]));
        var claim = (await store.ClaimAsync(_first, null, default)).Claim!;
        Assert.Equal(texts, claim.Rows.Select(row => row.Text));

        foreach (var (text, number) in texts.Select((text, number) => (text, number)))
        {
            await store.KeepAsync(claim, _first, Answer(number, text) with { Cost = number == 0 ? null : 0.000000000001m, Model = number == 0 ? null : "m" }, default);
        }

        var answers = (await AnswersAsync(store)).ToList();
        Assert.Equal(texts, answers.Select(answer => answer.Text));
        Assert.Equal([null, 0.000000000001m], answers.Take(2).Select(answer => answer.Cost));
        Assert.Equal([null, "m"], answers.Take(2).Select(answer => answer.Model));
    }

    [PostgresFact]
    public async Task A_place_keeps_only_the_job_that_its_submitter_names()
    {
        var store = await OpenAsync(Chunk(0, 0));
        var claim = (await store.ClaimAsync(_first, null, default)).Claim!;
        await store.KeepAsync(claim, _first, Answer(0, "of before"), default);
        await store.OpenAsync(Offer with { Id = "edited" }, default);

        Assert.Equal(["of before"], (await AnswersAsync(store)).Select(answer => answer.Text));
        await store.RemoveAsync(Offer.Place, "edited", default);

        Assert.Empty(await AnswersAsync(store));
        Assert.Null(await store.ReadOfferAsync("job", default));
        Assert.Equal(Offer with { Id = "edited" }, await store.ReadOfferAsync("edited", default));
        Assert.False(await store.KeepAsync(claim, _first, Answer(0, "too late"), default));
    }

    [PostgresFact]
    public async Task A_database_that_is_gone_is_named_and_what_only_a_person_can_fix_is_told_apart()
    {
        foreach (var (fault, code) in new[] { ("refused", null), ("password", Errors.ErrorCode.CredentialRefused), ("newer", Errors.ErrorCode.ConfigurationInvalid) })
        {
            using var folder = new TempFolder("fault");
            PostgresFaults.Each[fault](folder.Path);
            using var place = new PostgresEngine { Limits = TestedPostgres.Patient }.Open(new(PostgresFaults.ConnectionOf(folder.Path)), TimeProvider.System);
            using var store = place.OpenJobs();

            var failure = await Assert.ThrowsAsync<JobStoreException>(() => store.ClaimAsync(_first, null, default));

            Assert.Equal((fault, code), (fault, failure.PermanentCode));
            Assert.DoesNotContain("wrong", failure.Message, StringComparison.Ordinal);
        }
    }

    private static JobChunk Chunk(int number, params int[] rows) => new(number, 0, [.. rows.Select(row => new JobRow(Keys[row], $"prompt {row}"))]);

    private static JobAnswer Answer(int row, string text) => new(Keys[row], 0, true, false, text, "m", 1, 0.01m, "?");

    private static JobAnswer Failure(int row) => new(Keys[row], 0, false, true, "TargetUnfit: gone", null, 1, 0m, "?");

    private static async Task<IEnumerable<JobAnswer>> AnswersAsync(IJobStore store) => (await store.ReadAnswersAsync(Offer.Place, AnswerCursor.Start, default)).Answers.OrderBy(answer => answer.Key);

    private IJobStore Store(TimeSpan? lease = null)
    {
        var place = new PostgresEngine { Limits = TestedPostgres.Patient with { JobLease = lease ?? TimeSpan.FromMinutes(5) } }.Open(new(TestedPostgres.ConnectionFor(_folder.Path)), TimeProvider.System);
        var store = place.OpenJobs();
        _opened.AddRange([store, place]);
        return store;
    }

    private async Task<IJobStore> OpenAsync(params JobChunk[] chunks)
    {
        var store = Store();
        await store.OpenAsync(Offer, default);
        await store.AddAsync(Offer.Id, chunks, default);
        return store;
    }
}
