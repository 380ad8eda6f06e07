BeforeDiscovery {
    . "$PSScriptRoot/Setup.ps1"
    $examples = foreach ($cmdlet in (Get-Module HolySheep).ExportedCmdlets.Keys) {
        $number = 0
        foreach ($example in (Get-Help $cmdlet -Full).examples.example) {
            $number++
            @{ Cmdlet = $cmdlet; Number = $number; Title = $example.title.Trim(' -'); Code = $example.code }
        }
    }
}

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
}

Describe 'Get-Help' {
    It 'finds the help of <_>' -ForEach @((Get-Module HolySheep).ExportedCmdlets.Keys) {
        $help = Get-Help $_ -Full | Out-String -Width 80
        $help | Should -Match '(?s)SYNOPSIS.+DESCRIPTION.+Example 1:.+Example 2:'
        Get-Help $_ -Examples | Out-String -Width 80 | Should -Match 'Example 2:'
        Get-Help $_ -Parameter ConfigPath | Out-String -Width 80 | Should -Match 'configuration file'
    }

    It 'finds <_>' -ForEach 'about_HolySheep', 'about_HolySheep_Fallback', 'about_HolySheep_Errors' {
        Get-Help $_ | Should -Match 'LONG DESCRIPTION'
    }
}

Describe 'The examples of the help' {
    BeforeEach {
        # What an example takes for granted: a key, providers that answer, and the files that it names.
        $configuration = Join-Path $env:HOLYSHEEP_HOME 'config.json'
        @{ providers = @{ holysheep = @{ kind = 'sandbox' }; backup = @{ kind = 'sandbox' } } } | ConvertTo-Json -Depth 3 | Set-Content $configuration
        Push-Location TestDrive:/
        "Id,Body`n1,The printer is on fire`n2,No coffee" | Set-Content tickets.csv
        "Model,Fallback`ngpt-4.1,deepseek-v3.2 gpt-4o`ngpt-4o,gpt-4.1" | Set-Content chains.csv
    }

    AfterEach {
        Pop-Location
        Remove-Item $configuration
    }

    It 'run: <Cmdlet> <Number>, <Title>' -ForEach $examples {
        $Error.Clear()
        & ([scriptblock]::Create($Code)) 3> $null 6> $null | Out-String -Width 80 | Write-Debug
        $Error | Should -BeNullOrEmpty
    }
}
