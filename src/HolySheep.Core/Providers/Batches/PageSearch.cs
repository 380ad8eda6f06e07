using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Batches;
using HolySheep.Chat;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Batches;

/// <summary>Looks through the pages of a list.</summary>
internal sealed class PageSearch(BatchExchange exchange, Secret? key)
{
    private const int MostPages = 200;

    /// <summary>The first batch of a list that fits.</summary>
    /// <param name="form">The list.</param>
    /// <param name="read">Reads an item; null if it does not fit.</param>
    /// <param name="createdAt">Reads the time of an item; null if it says none.</param>
    /// <param name="since">What is older cannot fit.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<BatchReply<BatchSearch>> FindBatchAsync(
        PageForm form, Func<JsonElement, BatchStanding?> read, Func<JsonElement, DateTimeOffset?> createdAt, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var (list, failure) = await FindAsync(form, read, createdAt, since, isEnough: true, cancellationToken).ConfigureAwait(false);
        return failure is null ? new BatchReply<BatchSearch>(new BatchSearch(list.Found.FirstOrDefault(), list.IsWhole)) : new BatchReply<BatchSearch>(null, failure);
    }

    /// <summary>The id of the first file of a list that fits and is as long as the order's file, if that is still there and the list says lengths; null if it is missing.</summary>
    /// <param name="form">The list.</param>
    /// <param name="order">The order.</param>
    /// <param name="read">Reads the id of an item; null if it does not fit.</param>
    /// <param name="size">The member that holds the length of an item in bytes.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<BatchReply<string>> FindFileAsync(PageForm form, BatchOrder order, Func<JsonElement, string?> read, string size, CancellationToken cancellationToken)
    {
        var length = RequestFile.LengthOf(order);
        var (list, failure) = await FindAsync(form, item => read(item) is { } id && HasLength(item) ? id : null, _ => null, DateTimeOffset.MinValue, isEnough: true, cancellationToken).ConfigureAwait(false);
        return failure is null ? new BatchReply<string>(list.Found.FirstOrDefault()) : new BatchReply<string>(null, failure);

        bool HasLength(JsonElement item) => length is null || JsonMember.Number(JsonMember.Of(item, size)) is not { } bytes || (long)bytes == length;
    }

    /// <summary>The items of a list that fit; the value says whether the list was read to its end, or as far as it can matter.</summary>
    /// <param name="form">The list.</param>
    /// <param name="read">Reads an item; null if it does not fit.</param>
    /// <param name="createdAt">Reads the time of an item; null if it says none.</param>
    /// <param name="since">What is older cannot fit.</param>
    /// <param name="isEnough">True if the first that fits is enough.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<BatchReply<(IReadOnlyList<T> Found, bool IsWhole)>> FindAsync<T>(
        PageForm form, Func<JsonElement, T?> read, Func<JsonElement, DateTimeOffset?> createdAt, DateTimeOffset since, bool isEnough, CancellationToken cancellationToken)
        where T : class
    {
        var found = new List<T>();
        string? mark = null;
        for (var number = 0; number < MostPages; number++)
        {
            var (page, failure) = await exchange.AskAsync(
                new BatchRequest(HttpMethod.Get, form.Address(mark), key),
                "a list",
                root => Read(root, form, number, read, createdAt, since),
                cancellationToken).ConfigureAwait(false);
            if (page is null)
            {
                return new BatchReply<(IReadOnlyList<T>, bool)>(default, failure);
            }

            found.AddRange(page.Found);

            // A server that does not know the mark gives the same page again.
            if (page.Next is null || page.Next == mark || page.IsOlder || (isEnough && found.Count > 0))
            {
                return new BatchReply<(IReadOnlyList<T>, bool)>((found, true));
            }

            mark = page.Next;
        }

        return new BatchReply<(IReadOnlyList<T>, bool)>((found, false));
    }

    private static Page<T>? Read<T>(JsonElement root, PageForm form, int number, Func<JsonElement, T?> read, Func<JsonElement, DateTimeOffset?> createdAt, DateTimeOffset since)
        where T : class
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        // An empty list of Google's is left out.
        var member = JsonMember.Of(root, form.Items);
        var items = member.ValueKind == JsonValueKind.Array ? member.EnumerateArray().ToList() : [];
        return new Page<T>([.. items.Select(read).OfType<T>()], form.Next(root, number), AreOlder([.. items.Select(createdAt)], since));
    }

    // Only a list that falls in time ends with the first page of what is older; no API promises its order.
    private static bool AreOlder(IReadOnlyList<DateTimeOffset?> times, DateTimeOffset since) =>
        times.Count > 1 && times[0] > times[times.Count - 1] && times.All(time => time < since - BatchTime.Tolerance);

    private sealed record Page<T>(IReadOnlyList<T> Found, string? Next, bool IsOlder);
}
