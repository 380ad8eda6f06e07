using System.Collections.Generic;
using HolySheep.Errors;

namespace HolySheep.Conversations;

/// <summary>The stored conversations.</summary>
/// <param name="Conversations">Those that can be read, the last updated first.</param>
/// <param name="Faults">One error for each file that cannot be used; it names the file.</param>
public sealed record ConversationListing(IReadOnlyList<StoredConversation> Conversations, IReadOnlyList<HolySheepException> Faults);
