using System;
using System.Globalization;

namespace HolySheep.Conversations;

/// <summary>A process that adds turns to a conversation without end, until it is killed, and says each that is saved.</summary>
internal static class ConversationWriter
{
    public const string Begins = "saved";

    // So large that most kills meet a file that is being written.
    private static readonly string Answer = new('x', 50_000);

    public static void Run(string folder, string name)
    {
        var store = new ConversationStore(folder);
        for (var turn = 1; ; turn++)
        {
            store.Append(name, Turns.Of(turn.ToString(CultureInfo.InvariantCulture), Answer));
            Console.WriteLine($"{Begins} {turn}");
        }
    }
}
