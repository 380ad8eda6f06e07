using System;
using System.IO.Hashing;
using System.Linq;
using System.Text;
using System.Threading;
using HolySheep.Planning;

namespace HolySheep.Spend.Ledger;

/// <summary>
/// The ids of calls in the ledger, in the layout of a ULID: 10 digits of base 32 for the millisecond in which the call began, then 16 random ones.
/// So an index over ids lists calls by time, and grows at its end, however many calls there are.
/// </summary>
internal static class LedgerCallId
{
    /// <summary>Follows every id that begins with the text before it.</summary>
    public const string AfterAll = "~";

    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int BitsOfDigit = 5;
    private const int TimeLength = 10;
    private const int HalfLength = 8;
    private const int Length = 26;
    private const int EarlierLength = 32;

    // The sequence of SplitMix64, from a random place for each process: to ask the system for each id would take longer than everything else of it.
    private const ulong Step = 0x9e3779b97f4a7c15;
    private static readonly (ulong First, ulong Second) Seed = (RandomNumber(), RandomNumber());
    private static long _given;

    /// <summary>A new id for a call.</summary>
    public static string New(DateTimeOffset startedAt)
    {
        var number = unchecked((ulong)Interlocked.Increment(ref _given) * Step);
        return Whole(startedAt, SplitMix64.Mix(unchecked(Seed.First + number)), SplitMix64.Mix(unchecked(Seed.Second + number)));
    }

    /// <summary>The id of a call that is found again by a name: the same for the same time and name.</summary>
    /// <param name="startedAt">When it began.</param>
    /// <param name="name">What tells it apart from other calls of the same millisecond.</param>
    public static string Of(DateTimeOffset startedAt, string name)
    {
        var hash = XxHash128.Hash(Encoding.UTF8.GetBytes(name));
        return Whole(startedAt, BitConverter.ToUInt64(hash, 0), BitConverter.ToUInt64(hash, 8));
    }

    /// <summary>The lowest id of a call that begins in the millisecond of a time or later.</summary>
    public static string From(DateTimeOffset time) => TimeText(time);

    /// <summary>An id that follows those of all calls that begin before a time, to the millisecond.</summary>
    public static string Before(DateTimeOffset time) => TimeText(time.AddTicks(Math.Min(TimeSpan.TicksPerMillisecond - 1, (DateTimeOffset.MaxValue - time).Ticks)));

    /// <summary>An id, or the beginning of one, as a user writes it; null if no id begins like that.</summary>
    public static string? Parse(string text)
    {
        var id = text.Trim().ToLowerInvariant();
        return id.Length is > 0 and <= Length && id.All(letter => Digits.IndexOf(letter) >= 0) ? id : null;
    }

    /// <summary>The time at which a call began, to the millisecond; null if the id is of another layout.</summary>
    public static DateTimeOffset? StartOf(string id)
    {
        if (id.Length != Length)
        {
            return null;
        }

        var milliseconds = 0L;
        foreach (var letter in id.AsSpan(0, TimeLength))
        {
            var digit = Digits.IndexOf(letter);
            if (digit < 0)
            {
                return null;
            }

            milliseconds = (milliseconds << BitsOfDigit) | (uint)digit;
        }

        return milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
    }

    /// <summary>Whether an id is one that versions up to 0.1.0 gave: 32 hexadecimal digits, all random.</summary>
    public static bool IsEarlier(string id) => id.Length == EarlierLength;

    /// <summary>The id that a call of an earlier version has now; the migration of the ledger computes the same.</summary>
    /// <param name="id">Its earlier id.</param>
    /// <param name="startedAt">When its first attempt began.</param>
    public static string OfEarlier(string id, DateTimeOffset startedAt) => TimeText(startedAt) + id.Substring(0, Length - TimeLength);

    private static ulong RandomNumber()
    {
        // Its halves have four and two bits that are not random.
        var random = Guid.NewGuid().ToByteArray();
        return BitConverter.ToUInt64(random, 0) ^ BitConverter.ToUInt64(random, sizeof(ulong));
    }

    // Eight digits take the lower 40 bits of each number.
    private static string Whole(DateTimeOffset time, ulong first, ulong second)
    {
        Span<char> id = stackalloc char[Length];
        Write(TimeNumber(time), id.Slice(0, TimeLength));
        Write(first, id.Slice(TimeLength, HalfLength));
        Write(second, id.Slice(TimeLength + HalfLength));
        return id.ToString();
    }

    private static string TimeText(DateTimeOffset time)
    {
        Span<char> text = stackalloc char[TimeLength];
        Write(TimeNumber(time), text);
        return text.ToString();
    }

    private static ulong TimeNumber(DateTimeOffset time) => (ulong)Math.Max(0, time.ToUnixTimeMilliseconds());

    private static void Write(ulong value, Span<char> text)
    {
        for (var place = text.Length - 1; place >= 0; place--, value >>= BitsOfDigit)
        {
            text[place] = Digits[(int)(value & 31)];
        }
    }
}
