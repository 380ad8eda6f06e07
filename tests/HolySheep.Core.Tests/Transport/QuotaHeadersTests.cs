using System;
using System.Linq;
using System.Net.Http;
using Xunit;

namespace HolySheep.Transport;

public sealed class QuotaHeadersTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Requests_and_tokens_are_read_from_names_that_end_in_what_is_limited()
    {
        var reading = Read(
            "x-ratelimit-limit-requests: 60", "x-ratelimit-remaining-requests: 59", "x-ratelimit-reset-requests: 1s",
            "x-ratelimit-limit-tokens: 150000", "x-ratelimit-remaining-tokens: 149984", "x-ratelimit-reset-tokens: 6m30s")!;
        Assert.Equal(new QuotaLevel(59, Now.AddSeconds(1), 60), reading.Requests);
        Assert.Equal(new QuotaLevel(149_984, Now.AddSeconds(390), 150_000), reading.Tokens);
    }

    [Fact]
    public void Requests_and_tokens_are_read_from_names_that_begin_with_what_is_limited()
    {
        var reading = Read(
            "anthropic-ratelimit-requests-limit: 50", "anthropic-ratelimit-requests-remaining: 0", "anthropic-ratelimit-requests-reset: 2026-01-01T00:00:30Z",
            "anthropic-ratelimit-input-tokens-limit: 30000", "anthropic-ratelimit-input-tokens-remaining: 29000", "anthropic-ratelimit-input-tokens-reset: 2026-01-01T00:00:02Z",
            "anthropic-ratelimit-output-tokens-limit: 8000", "anthropic-ratelimit-output-tokens-remaining: 7000", "anthropic-ratelimit-output-tokens-reset: 2026-01-01T00:00:04Z")!;
        Assert.Equal(new QuotaLevel(0, Now.AddSeconds(30), 50), reading.Requests);
        Assert.Equal(new QuotaLevel(7_000, Now.AddSeconds(4), 8_000), reading.Tokens);
    }

    [Theory]
    [InlineData("1767225605", 5), InlineData("1767225605000", 5), InlineData("5", 5), InlineData("0.25", 0.25), InlineData("250ms", 0.25), InlineData("1767312000", 86_400), InlineData("9999999999", 86_400)]
    public void A_plain_limit_is_one_of_requests_and_its_reset_any_of_the_forms(string reset, double seconds) =>
        Assert.Equal(new QuotaLevel(3, Now.AddSeconds(seconds), 4), Read("X-RateLimit-Limit: 4", "X-RateLimit-Remaining: 3", $"X-RateLimit-Reset: {reset}")!.Requests);

    [Fact]
    public void A_limit_without_a_reset_is_ignored() => Assert.Null(Read("x-ratelimit-limit: 4", "x-ratelimit-remaining: 0"));

    [Theory]
    [InlineData("-1"), InlineData("many"), InlineData("NaN"), InlineData("1e300")]
    public void A_value_that_is_not_a_count_is_ignored(string remaining) => Assert.Null(Read($"x-ratelimit-remaining: {remaining}", "x-ratelimit-reset: 5"));

    [Fact]
    public void A_limit_that_was_not_announced_is_unknown() => Assert.Null(Read("x-ratelimit-remaining: 3", "x-ratelimit-reset: 5")!.Requests!.Value.Limit);

    [Theory]
    [InlineData("0"), InlineData("0.0"), InlineData("-1")]
    public void A_limit_of_0_in_a_successful_answer_is_ignored(string limit) =>
        Assert.Null(Read($"x-ratelimit-limit-requests: {limit}", "x-ratelimit-remaining-requests: 0", "x-ratelimit-reset-requests: 60", $"ratelimit-tokens-limit: {limit}", "ratelimit-tokens-remaining: 0", "ratelimit-tokens-reset: 30"));

    [Fact]
    public void A_limit_of_nothing_beside_a_refusal_and_a_limit_that_is_used_up_are_believed()
    {
        Assert.Equal(new QuotaLevel(0, Now.AddSeconds(60), 9), Read("x-ratelimit-limit: 9", "x-ratelimit-remaining: 0", "x-ratelimit-reset: 60")!.Requests);
        using var response = Response("x-ratelimit-limit: 0", "x-ratelimit-remaining: 0", "x-ratelimit-reset: 60");
        Assert.Equal(new QuotaLevel(0, Now.AddSeconds(60), null), QuotaHeaders.Read(response.Headers, Now, answered: false)!.Requests);
    }

    [Theory]
    [InlineData("1767229230", "Thu, 01 Jan 2026 01:00:00 GMT", 30)] // its clock is an hour ahead of ours
    [InlineData("2025-12-31T23:50:20Z", "Wed, 31 Dec 2025 23:50:00 GMT", 20)] // and ten minutes behind
    [InlineData("1767225640000", "Thu, 01 Jan 1970 00:00:12 GMT", 40)] // it was never set
    [InlineData("1767225640", "yesterday", 40)]
    [InlineData("7", "Thu, 01 Jan 2026 05:00:00 GMT", 7)]
    public void A_moment_is_meant_by_the_servers_own_clock(string reset, string date, double seconds) =>
        Assert.Equal(new QuotaLevel(1, Now.AddSeconds(seconds), 4), Read("x-ratelimit-limit: 4", "x-ratelimit-remaining: 1", $"x-ratelimit-reset: {reset}", $"date: {date}")!.Requests);

    [Fact]
    public void Other_headers_cost_no_allocation()
    {
        using var response = Response("x-request-id: r1", "date: Thu, 01 Jan 2026 00:00:00 GMT", "server: s", "via: 1.1 x");
        QuotaHeaders.Read(response.Headers, Now, answered: true);
        var before = GC.GetAllocatedBytesForCurrentThread();
        QuotaHeaders.Read(response.Headers, Now, answered: true);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static QuotaReading? Read(params string[] headers)
    {
        using var response = Response(headers);
        return QuotaHeaders.Read(response.Headers, Now, answered: true);
    }

    private static HttpResponseMessage Response(params string[] headers)
    {
        var response = new HttpResponseMessage();
        foreach (var header in headers.Select(header => header.Split(": ", 2)))
        {
            response.Headers.TryAddWithoutValidation(header[0], header[1]);
        }

        return response;
    }
}
