BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
}

Describe 'Enter-HolySheepChat' {
    It 'ends at once in a run without a person, and says what to use' {
        { Enter-HolySheepChat -Sandbox } | Should -Throw -ErrorId 'ArgumentInvalid,*' -PassThru | ForEach-Object {
            $_.Exception.Message | Should -BeLike 'Enter-HolySheepChat needs a person at a terminal: *'
            $_.ErrorDetails.RecommendedAction | Should -BeLike '*Invoke-HolySheepChat*'
        }
    }
}
