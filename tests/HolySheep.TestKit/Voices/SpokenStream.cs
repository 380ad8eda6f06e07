using System.Collections.Generic;

namespace HolySheep.TestKit.Voices;

/// <summary>A streamed answer as a wire writes it; each text is whole events with their blank lines, or empty.</summary>
/// <param name="Head">What comes before the first piece.</param>
/// <param name="Tokens">One text for each piece that the model writes.</param>
/// <param name="Finish">What says why the answer ended.</param>
/// <param name="Usage">The token counts, if they come by themselves.</param>
/// <param name="Done">What ends the stream.</param>
internal sealed record SpokenStream(string Head, IReadOnlyList<string> Tokens, string Finish, string Usage, string Done);
